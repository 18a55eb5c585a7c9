package io.panelws.testkit.cost;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code mvn verify -Pcost}: prints what a request costs the server, over panel-ws and over HTTP. */
public final class CostBenchmark {

    private final CostOptions options;
    private final Map<Contender, List<Sample>> samples = new LinkedHashMap<>();

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
            for (Side side : options.sides().isEmpty() ? row.sides() : options.sides()) {
                samples.put(new Contender(side, row, server, dialer, options), new ArrayList<>());
            }
            run(server, row.slices());
        } finally {
            for (Contender contender : samples.keySet()) {
                contender.close();
            }
        }
        List<Sample> first = samples.values().iterator().next();
        StringBuilder lines = new StringBuilder();
        samples.forEach((contender, own) -> lines.append(Table.line(row, contender.side(), own, first)));
        return lines.toString();
    }

    private void run(CostServer server, int slices) throws IOException, InterruptedException {
        // By what the server has done: on a loaded machine its compiler needs more time.
        while (server.cpu().compareTo(options.warmUp()) < 0) {
            round(slices);
        }
        for (int i = 0; i < options.rounds(); i++) {
            round(slices).forEach((contender, sample) -> samples.get(contender).add(sample));
        }
    }

    /** The sides take turns, so that they share what else the machine does meanwhile. */
    private Map<Contender, Sample> round(int slices) throws IOException, InterruptedException {
        List<Contender> order = new ArrayList<>(samples.keySet());
        for (int i = 0; i < slices; i++) {
            for (Contender contender : order) {
                contender.run(options.round().dividedBy(slices));
            }
            Collections.reverse(order);
        }
        return order.stream().collect(Collectors.toMap(contender -> contender, Contender::take));
    }
}
