package io.panelws.testkit.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.panelws.testkit.fault.Fault;
import io.panelws.testkit.fault.FaultPlan;
import io.panelws.testkit.fault.FaultProxy;
import io.panelws.testkit.fault.What;
import io.panelws.testkit.fault.When;
import io.panelws.testkit.it.GatewayProcess;
import io.panelws.testkit.it.PhpPanel;
import io.panelws.testkit.node.AttemptListener;
import io.panelws.testkit.node.Fleet;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.panel.TrafficBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A PHP panel's books while processes are killed and the network fails. {@code panelws.gateway.books.seconds} sets how long
 * each storm lasts, 40 by default.
 */
class GatewayBooksIT {

    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("panelws.gateway.books.seconds", 40));
    private static final long SEED = Long.getLong("panelws.books.seed", System.nanoTime());
    private static final int NODES = 30;
    private static final int BETWEEN_KILLS_SECONDS = 5;
    /** So that a gateway is killed while it waits for answers to what has been booked. */
    private static final int SLOW_MILLIS = 30;
    /** A cooldown of 60 s is over in 0.2 s. */
    private static final int HASTE = 300;

    private final Tally tally = new Tally();
    private final List<PushingNode> nodes = new ArrayList<>();
    private int kills;

    /** What is wrong in the books: lines that are there twice, and nodes whose book is not what they have sent. */
    private record Books(List<String> twice, List<String> differing) {

        private static final Books RIGHT = new Books(List.of(), List.of());
    }

    /** The gateway keeps a push from being booked twice; the panel is plain. */
    @Test
    void balanceWhileThePanelIsKilledAndTheNetworkFails() throws Exception {
        assertThat(run("panel", false)).isEqualTo(Books.RIGHT);
    }

    /** What a killed gateway knew is gone: the panel looks at the key that each push has. */
    @Test
    void balanceWhileGatewayAndPanelAreKilledWhereThePanelLooksAtTheKey() throws Exception {
        assertThat(run("gateway", true, "--key-header=X-Request-Key")).isEqualTo(Books.RIGHT);
    }

    /** So the key is needed, and the books tell. */
    @Test
    void differWhileGatewaysAreKilledAndThePanelDoesNotLookAtTheKey() throws Exception {
        assertThat(run("gateway without the key", true).twice()).isNotEmpty();
    }

    private Books run(String name, boolean killsGateway, String... options) throws Exception {
        Path data = Path.of(System.getProperty("panelws.work"), "books-" + System.nanoTime());
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (PhpPanel panel = new PhpPanel(data, NODES, SLOW_MILLIS);
                Replaceable gateway = new Replaceable(panel, options);
                FaultProxy network = FaultProxy.start(gateway.running.wsUrl(), FaultPlan.rates(SEED, rates()))) {
            for (int number = 1; number <= NODES; number++) {
                nodes.add(node(number, network));
            }
            Future<?> killing = timer.scheduleWithFixedDelay(
                    () -> kill(panel, gateway, network, killsGateway),
                    BETWEEN_KILLS_SECONDS,
                    BETWEEN_KILLS_SECONDS,
                    TimeUnit.SECONDS);
            try (Fleet fleet = Fleet.start(NODES, nodes, Duration.ofSeconds(1))) {
                timer.schedule(() -> killing.cancel(false), LENGTH.toSeconds(), TimeUnit.SECONDS);
                awaitCancelled(killing);
                timer.shutdown();
                assertThat(timer.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
                assertThat(fleet.stop(Duration.ofMinutes(2))).isTrue();
                assertThat(fleet.failures()).isEmpty();
            }
            Map<Integer, TrafficBook> books = books(panel);
            Books wrong = new Books(twice(panel), differing(books));
            System.out.println(figures(name, network, books, wrong));
            assertThat(kills).isPositive();
            assertThat(network.counts()).isNotEmpty();
            assertThat(books).hasSize(NODES);
            return wrong;
        } finally {
            nodes.forEach(PushingNode::close);
            timer.shutdownNow();
        }
    }

    /** No node sends the same report twice as another. */
    private static List<String> twice(PhpPanel panel) throws IOException {
        Set<String> once = new HashSet<>();
        return panel.booked("traffic.tsv").stream()
                .map(line -> line.substring(line.indexOf('\t') + 1))
                .filter(report -> !once.add(report))
                .toList();
    }

    private List<String> differing(Map<Integer, TrafficBook> books) {
        return nodes.stream()
                .filter(node -> !node.ledger().agreesWith(booked(books, node)))
                .map(node -> "seed " + SEED + ", node " + node.number() + " " + node.ledger() + ", booked "
                        + booked(books, node))
                .toList();
    }

    private static TrafficBook booked(Map<Integer, TrafficBook> books, PushingNode node) {
        return books.getOrDefault(node.number(), TrafficBook.EMPTY);
    }

    private static void awaitCancelled(Future<?> killing) throws InterruptedException {
        try {
            killing.get();
        } catch (ExecutionException e) {
            fail("a killed process does not start again", e);
        } catch (CancellationException e) {
            // The end of the storm.
        }
    }

    /** The gateway that nodes reach, whichever process it is. */
    private static final class Replaceable implements AutoCloseable {

        private final PhpPanel panel;
        private final String[] options;
        private GatewayProcess running;

        Replaceable(PhpPanel panel, String... options) throws IOException {
            this.panel = panel;
            this.options = options;
            this.running = GatewayProcess.start(List.of(), panel.url(), options);
        }

        /** Kills it when the next is there, so that nodes repeat to that what the last has not answered. */
        void kill(FaultProxy network) throws IOException {
            GatewayProcess last = running;
            running = GatewayProcess.start(List.of(), panel.url(), options);
            network.retarget(running.wsUrl());
            last.close();
        }

        @Override
        public void close() {
            running.close();
        }
    }

    private void kill(PhpPanel panel, Replaceable gateway, FaultProxy network, boolean killsGateway) {
        try {
            if (killsGateway && kills % 2 == 0) {
                gateway.kill(network);
            } else {
                panel.kill();
                panel.start();
            }
            kills++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Fault, Double> rates() {
        Map<Fault, Double> rates = new HashMap<>();
        for (When when : List.of(When.ON_REQUEST, When.BEFORE_RESPONSE, When.WITHIN_RESPONSE, When.AFTER_RESPONSE)) {
            rates.put(new Fault(when, new What.Reset()), 0.03);
            rates.put(new Fault(when, new What.Stall()), 0.01);
            rates.put(new Fault(when, new What.Close(1001)), 0.01);
        }
        rates.put(new Fault(When.ON_REQUEST, new What.Late(Duration.ofMillis(200))), 0.01);
        rates.put(new Fault(When.AT_HANDSHAKE, new What.Reset()), 0.01);
        return rates;
    }

    private PushingNode node(int number, FaultProxy network) {
        NodeOptions options = NodeOptions.overWebSocket(network.wsUrl(), "vless", number, PhpPanel.TOKEN)
                .withTimeout(Duration.ofMillis(1500 + 20L * number))
                .withHttpTimeout(Duration.ofSeconds(30));
        Instant start = Instant.now();
        InstantSource hasty =
                () -> start.plus(Duration.between(start, Instant.now()).multipliedBy(HASTE));
        return new PushingNode(
                number, new NodeClient(options, hasty, AttemptListener.NONE), false, SEED + number, tally);
    }

    /** By node: key, node, report. */
    private static Map<Integer, TrafficBook> books(PhpPanel panel) throws IOException {
        Map<Integer, TrafficBook> books = new HashMap<>();
        for (String line : panel.booked("traffic.tsv")) {
            String[] parts = line.split("\t");
            int node = Integer.parseInt(parts[1]);
            JsonArray traffic =
                    JsonParser.parseString(parts[2]).getAsJsonObject().getAsJsonArray(parts[1]);
            TrafficBook before = books.getOrDefault(node, TrafficBook.EMPTY);
            books.put(
                    node,
                    new TrafficBook(
                            before.upload() + traffic.get(0).getAsLong(),
                            before.download() + traffic.get(1).getAsLong(),
                            before.pushes() + 1));
        }
        return books;
    }

    private String figures(String name, FaultProxy network, Map<Integer, TrafficBook> books, Books wrong) {
        long certain = nodes.stream()
                .mapToLong(node -> node.ledger().certain().pushes())
                .sum();
        long uncertain = nodes.stream()
                .mapToLong(node -> node.ledger().uncertain().pushes())
                .sum();
        long booked = books.values().stream().mapToLong(TrafficBook::pushes).sum();
        long faults =
                network.counts().values().stream().mapToLong(Long::longValue).sum();
        return "books, gateway to a PHP panel, " + name + ": seed " + SEED + ", " + tally + ", kills " + kills
                + ", faults " + faults + ", pushes answered 200: " + certain + ", uncertain " + uncertain + ", booked "
                + booked + ", twice " + wrong.twice().size() + ", nodes whose book is not what they sent "
                + wrong.differing().size();
    }
}
