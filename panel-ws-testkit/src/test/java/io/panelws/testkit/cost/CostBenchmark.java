package io.panelws.testkit.cost;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code mvn verify -Pcost}: prints what a request costs the server, over panel-ws and over HTTP. */
public final class CostBenchmark {

    private static final int WARM_UPS = 3;

    private final CostOptions options;
    private final List<Contender> contenders = new ArrayList<>();
    private final List<List<Sample>> samples = new ArrayList<>();

    private CostBenchmark(CostOptions options) {
        this.options = options;
    }

    /** Measures the rows of {@code -Dcost.rows=}, each on a server of its own. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        CostOptions options = CostOptions.fromProperties();
        System.out.printf(
                "Jetty %s, JDK %s, %d rounds of %d s%n%s",
                options.jetty(),
                Runtime.version(),
                options.rounds(),
                options.round().toSeconds(),
                Table.head());
        for (Row row : options.rows()) {
            System.out.print(new CostBenchmark(options).measure(row));
        }
    }

    private String measure(Row row) throws IOException, InterruptedException {
        try (CostServer server = CostServer.start(options, row.jvm())) {
            Dialer dialer = new Dialer(server.port(), row.call());
            List<Side> sides = options.sides().isEmpty() ? row.sides() : options.sides();
            for (Side side : sides) {
                contenders.add(new Contender(side, row, server, dialer, options));
                samples.add(new ArrayList<>());
            }
            run();
        } finally {
            for (Contender contender : contenders) {
                contender.close();
            }
        }
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < contenders.size(); i++) {
            lines.append(Table.line(row, contenders.get(i).side(), samples.get(i), samples.get(0)));
        }
        return lines.toString();
    }

    private void run() throws IOException, InterruptedException {
        Duration warmUp = options.warmUp().dividedBy(WARM_UPS * (long) contenders.size());
        for (int i = 0; i < WARM_UPS; i++) {
            for (Contender contender : contenders) {
                contender.round(warmUp);
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            order.add(i);
        }
        for (int round = 0; round < options.rounds(); round++) {
            for (int i : order) {
                samples.get(i).add(contenders.get(i).round(options.round()));
            }
            Collections.reverse(order);
        }
    }
}
