package io.panelws.testkit.storm;

import io.panelws.testkit.cli.PanelWs;
import io.panelws.testkit.it.ServerProcess;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeException;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Nodes that are connected, and find all at once that the server which they are connected to has been started anew: each
 * has a push to make, finds its connection gone, dials, sends it again, and goes over to HTTP where that fails (P-14).
 */
final class Storm implements AutoCloseable {

    private static final String TOKEN = "secret";
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /**
     * What is tried.
     *
     * @param gateway whether nodes connect to a gateway, and that is started anew, not the panel
     * @param killed whether it is killed, and not asked to end
     * @param acceptQueue of the panel's connector, 0 for Jetty's default; a gateway has its own
     */
    record Setting(int nodes, boolean gateway, boolean killed, String handshakeAuth, int threads, int acceptQueue) {

        @Override
        public String toString() {
            return (gateway ? "gateway" : "panel") + (killed ? " killed" : " ended by SIGTERM") + ", " + nodes
                    + " nodes, handshakeAuth " + handshakeAuth.replaceFirst(":.*", "") + ", " + threads + " threads"
                    + (gateway ? "" : ", accept queue " + (acceptQueue == 0 ? "as Jetty has it" : "" + acceptQueue));
        }
    }

    /** What a node's first push after it has come to; in nanoseconds. */
    private record Outcome(Transport transport, int status, long nanos) {

        boolean isServed() {
            return status == 200;
        }
    }

    private final Setting setting;
    private final Path directory;
    private final Path books;
    private final int panelPort = freePort();
    private final int port;
    private final ExecutorService threads;
    private final List<Storming> nodes = new ArrayList<>();
    private ServerProcess panel;
    private ServerProcess front;
    private List<Outcome> outcomes = List.of();
    /** When all were let go: a node that has to wait for its thread waits for its answer, too. */
    private long begun;

    private Duration cpu = Duration.ZERO;
    private long memory;

    Storm(Setting setting, Path directory) throws IOException {
        this.setting = setting;
        this.directory = directory;
        books = directory.resolve("books");
        port = setting.gateway ? freePort() : panelPort;
        threads = Executors.newFixedThreadPool(setting.nodes);
        panel = panel();
        front = setting.gateway ? gateway() : panel;
        for (int id = 1; id <= setting.nodes; id++) {
            nodes.add(new Storming(id));
        }
    }

    /** One node, whose pushes are numbered, and what it knows of each. */
    private final class Storming {

        private final int id;
        private final UniProxyNode node;
        private final Map<String, Boolean> answered = new HashMap<>();
        private int pushes;

        Storming(int id) {
            this.id = id;
            this.node = new UniProxyNode(
                    new NodeClient(NodeOptions.overWebSocket(URI.create("ws://127.0.0.1:" + port), "vless", id, TOKEN)
                            .withTimeout(DEADLINE)
                            .withHttpTimeout(DEADLINE)));
        }

        Outcome push() throws IOException, InterruptedException {
            pushes++;
            String line = id + " {\"" + id + "\":[" + pushes + ",1]}";
            try {
                Exchange exchange = node.pushTraffic(Map.of(id, new Traffic(pushes, 1)));
                answered.put(line, exchange.status() == 200);
                return new Outcome(exchange.transport(), exchange.status(), System.nanoTime() - begun);
            } catch (NodeException e) {
                answered.put(line, false);
                return new Outcome(Transport.HTTP, 0, System.nanoTime() - begun);
            }
        }
    }

    private ServerProcess panel() throws IOException {
        return start(
                "panel",
                StormPanel.class,
                StormPanel.READY,
                List.of(
                        "" + panelPort,
                        books.toString(),
                        "" + (setting.gateway ? 200 : setting.threads),
                        "" + (setting.gateway ? 4096 : setting.acceptQueue),
                        setting.gateway ? "none" : setting.handshakeAuth));
    }

    private ServerProcess gateway() throws IOException {
        return start(
                "gateway",
                PanelWs.class,
                "gateway listening",
                List.of(
                        "gateway",
                        "--panel=http://127.0.0.1:" + panelPort,
                        "--address=127.0.0.1",
                        "--port=" + port,
                        "--handshake-auth=" + setting.handshakeAuth,
                        "--threads=" + setting.threads));
    }

    private ServerProcess start(String name, Class<?> main, String ready, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(arguments);
        ServerProcess process =
                new ServerProcess(directory, directory.resolve(name + System.nanoTime() + ".log"), command, Map.of());
        process.await("(" + ready + ")");
        return process;
    }

    /** Everybody connects, the server is started anew, and everybody comes back at once. */
    void run() throws Exception {
        // A few at a time.
        ExecutorService calm = Executors.newFixedThreadPool(4);
        outcomes = all(calm);
        calm.shutdown();
        long overHttp = outcomes.stream()
                .filter(outcome -> outcome.transport() != Transport.WEBSOCKET)
                .count();
        if (overHttp > 0) {
            throw new IllegalStateException(overHttp + " nodes are not connected at the beginning");
        }
        restart();
        outcomes = all(threads);
        cpu = front.cpu();
        memory = peakMemory();
        // Whoever got no answer asks again, as it would after its interval.
        all(threads);
    }

    private void restart() throws IOException, InterruptedException {
        if (!setting.killed) {
            front.signal("TERM");
            front.awaitExit();
        }
        front.close();
        front = setting.gateway ? gateway() : panel();
        panel = setting.gateway ? panel : front;
    }

    private List<Outcome> all(ExecutorService executor) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Outcome>> running = new ArrayList<>();
        for (Storming node : nodes) {
            running.add(executor.submit(() -> {
                go.await();
                return node.push();
            }));
        }
        begun = System.nanoTime();
        go.countDown();
        List<Outcome> all = new ArrayList<>();
        for (Future<Outcome> each : running) {
            all.add(each.get());
        }
        return all;
    }

    private long peakMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + front.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    /** How many nodes got an answer to their first request after the restart. */
    long served() {
        return outcomes.stream().filter(Outcome::isServed).count();
    }

    /** Pushes that were answered 200 and are not in the books. */
    long lost() throws IOException {
        Map<String, Integer> booked = booked();
        return nodes.stream()
                .flatMap(node -> node.answered.entrySet().stream())
                .filter(push -> push.getValue() && !booked.containsKey(push.getKey()))
                .count();
    }

    /** Pushes that are in the books more than once. */
    long twice() throws IOException {
        return booked().values().stream().filter(times -> times > 1).count();
    }

    private Map<String, Integer> booked() throws IOException {
        Map<String, Integer> booked = new HashMap<>();
        Files.readAllLines(books).forEach(line -> booked.merge(line, 1, Integer::sum));
        return booked;
    }

    String figures() throws IOException {
        List<Long> times = outcomes.stream().map(Outcome::nanos).sorted().toList();
        long overHttp = outcomes.stream()
                .filter(outcome -> outcome.isServed() && outcome.transport() == Transport.HTTP)
                .count();
        return "storm: " + setting + ": served " + served() + " (over HTTP " + overHttp + "), the last after "
                + seconds(times.get(times.size() - 1)) + " s, p50 " + seconds(times.get(times.size() / 2)) + " s, p99 "
                + seconds(times.get(times.size() * 99 / 100)) + " s, errors " + (setting.nodes - served()) + ", lost "
                + lost() + ", booked twice " + twice() + "; CPU of the server with its start "
                + seconds(cpu.toNanos()) + " s, peak memory " + memory / 1024 + " MB";
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e9);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.node.close());
        threads.shutdownNow();
        front.close();
        panel.close();
    }
}
