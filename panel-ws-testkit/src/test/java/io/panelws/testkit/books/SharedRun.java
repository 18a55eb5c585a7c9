package io.panelws.testkit.books;

import static io.panelws.testkit.fault.When.AFTER_RESPONSE;
import static io.panelws.testkit.fault.When.AT_HANDSHAKE;
import static io.panelws.testkit.fault.When.BEFORE_RESPONSE;
import static io.panelws.testkit.fault.When.ON_REQUEST;
import static io.panelws.testkit.fault.When.WITHIN_RESPONSE;

import io.panelws.jetty.testing.DatabaseServer;
import io.panelws.testkit.fault.Fault;
import io.panelws.testkit.fault.FaultPlan;
import io.panelws.testkit.fault.FaultProxy;
import io.panelws.testkit.fault.What;
import io.panelws.testkit.node.AttemptListener;
import io.panelws.testkit.node.Fleet;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.panel.TrafficBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Nodes, HAProxy, three panels in processes of their own and their database, with faults on every link, and kill -9. */
final class SharedRun implements AutoCloseable {

    private static final int NODES = 200;
    private static final int PANELS = 3;
    private static final Duration LATE = Duration.ofMillis(200);
    /** From the moment that all are there again. */
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(3);

    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final Duration BETWEEN_KILLS_OF_A_SHORT_RUN = Duration.ofSeconds(1);
    private static final int KILLS_TO_A_KILL_OF_THE_DATABASE = 3;
    private static final Duration FINISHING = Duration.ofMinutes(2);
    private static final int HASTE = 300;
    /** 200 nodes of the storm over one panel push 600 times a second, which three panels on two processors do not. */
    private static final int SLOWER = 5;

    private final String setting;
    private final boolean shared;
    private final long seed;
    private final DatabaseServer database;
    private final Path directory;
    private final List<Panel> panels = new ArrayList<>();
    private final Process haproxy;
    private final FaultProxy proxy;
    private final Tally tally = new Tally();
    private final List<PushingNode> nodes = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Map<Integer, TrafficBook> books = new HashMap<>();
    private volatile int kills;
    private volatile int databaseKills;
    private int bookedTwice;
    private String twice = "";
    private int bookedTwiceOverHttp;

    /** A panel at a port, whichever process that is, with what is between it and the others. */
    private final class Panel {

        private final int port = Haproxies.freePort();
        private final BreakingLinks toDatabase;
        private final FaultProxy fromProxy;
        private Process process;

        Panel(long number) throws IOException {
            toDatabase = new BreakingLinks(database.port(), seed + number);
            fromProxy =
                    FaultProxy.start(URI.create("ws://127.0.0.1:" + port), FaultPlan.rates(seed + number, behind()));
            start();
        }

        void start() throws IOException {
            process = SharedPanel.start(
                    directory.resolve("panel-" + port),
                    List.of(
                            "" + port,
                            database.url().replace(":" + database.port() + "/", ":" + toDatabase.port() + "/"),
                            shared ? "jdbc" : "memory",
                            "" + (seed + kills)));
        }

        void kill() throws IOException {
            process.destroyForcibly().onExit().join();
            start();
            await();
        }

        void await() {
            Haproxies.await(port, process);
        }

        void close() {
            process.destroyForcibly().onExit().join();
            fromProxy.close();
            toDatabase.close();
        }
    }

    /**
     * Starts everything.
     *
     * @param balance HAProxy's word for who gets to which panel
     * @param shared whether the panels share what they remember
     */
    SharedRun(DatabaseServer.Kind kind, String balance, boolean shared, long seed) throws Exception {
        this.setting = kind.name().toLowerCase(Locale.ROOT) + ", balance " + balance + ", memory "
                + (shared ? "shared" : "of each panel");
        this.shared = shared;
        this.seed = seed;
        Haproxies.program();
        this.database = DatabaseServer.start(kind);
        this.directory = Files.createTempDirectory("panel-ws-shared");
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(BookingServlet.TABLE);
        }
        for (int number = 0; number < PANELS; number++) {
            panels.add(new Panel(number));
        }
        panels.forEach(Panel::await);
        int port = Haproxies.freePort();
        haproxy = Haproxies.start(
                directory,
                port,
                balance,
                panels.stream().map(panel -> panel.fromProxy.wsUrl().getPort()).toList());
        Haproxies.await(port, haproxy);
        proxy = FaultProxy.start(URI.create("ws://127.0.0.1:" + port), FaultPlan.rates(seed, before()));
        for (int number = 1; number <= NODES; number++) {
            nodes.add(node(number));
        }
    }

    /** Between nodes and HAProxy. */
    private static Map<Fault, Double> before() {
        What reset = new What.Reset();
        What delay = new What.Delay(Duration.ofMillis(1500), 0);
        return Map.ofEntries(
                Map.entry(new Fault(AT_HANDSHAKE, reset), 0.01),
                Map.entry(new Fault(ON_REQUEST, reset), 0.03),
                Map.entry(new Fault(ON_REQUEST, new What.Stall()), 0.01),
                Map.entry(new Fault(ON_REQUEST, new What.Late(LATE)), 0.02),
                Map.entry(new Fault(BEFORE_RESPONSE, reset), 0.05),
                Map.entry(new Fault(BEFORE_RESPONSE, new What.Stall()), 0.02),
                Map.entry(new Fault(BEFORE_RESPONSE, delay), 0.01),
                Map.entry(new Fault(WITHIN_RESPONSE, reset), 0.02),
                Map.entry(new Fault(WITHIN_RESPONSE, new What.Truncate()), 0.02),
                Map.entry(new Fault(AFTER_RESPONSE, reset), 0.02));
    }

    /** Between HAProxy and a panel. */
    private static Map<Fault, Double> behind() {
        What reset = new What.Reset();
        return Map.of(
                new Fault(AT_HANDSHAKE, reset), 0.01,
                new Fault(ON_REQUEST, reset), 0.01,
                new Fault(ON_REQUEST, new What.Late(LATE)), 0.01,
                new Fault(BEFORE_RESPONSE, reset), 0.02,
                new Fault(BEFORE_RESPONSE, new What.Stall()), 0.01,
                new Fault(WITHIN_RESPONSE, reset), 0.01);
    }

    /** Deadlines from 2 to 4 s; every fifth is of generation 2. */
    private PushingNode node(int number) {
        NodeOptions options = NodeOptions.overWebSocket(proxy.wsUrl(), "vless", number, "secret")
                .withTimeout(Duration.ofMillis(2000 + 10L * number))
                .withHttpTimeout(Duration.ofSeconds(30));
        Instant start = Instant.now();
        InstantSource hasty =
                () -> start.plus(Duration.between(start, Instant.now()).multipliedBy(HASTE));
        Requester client = Requester.of(options, number % 5 == 0 ? 2 : 1, hasty, AttemptListener.NONE);
        return new PushingNode(number, client, false, seed + number, tally);
    }

    /** Of the three panels one after another, and now and then of the database. */
    private void kill() {
        try {
            panels.get(kills % PANELS).kill();
            kills = kills + 1;
            if (kills % KILLS_TO_A_KILL_OF_THE_DATABASE == 0) {
                database.kill();
                database.start();
                databaseKills = databaseKills + 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a run goes on for when its time is over, at most for two minutes. */
    interface Enough {
        boolean holds(SharedRun run) throws Exception;
    }

    /** Runs for so long, and until that is enough; then kills nobody any more and lets everyone finish. */
    void run(Duration length, Enough enough) throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        clock.schedule(() -> over.complete(null), length.toMillis(), TimeUnit.MILLISECONDS);
        long pause = (length.compareTo(SHORT) < 0 ? BETWEEN_KILLS_OF_A_SHORT_RUN : BETWEEN_KILLS).toMillis();
        Future<?> killing = timer.scheduleWithFixedDelay(this::kill, pause, pause, TimeUnit.MILLISECONDS);
        List<Fleet.Member> members = nodes.stream()
                .<Fleet.Member>map(node -> () -> node.turn().multipliedBy(SLOWER))
                .toList();
        try (Fleet fleet = Fleet.start(NODES, members, Duration.ofSeconds(1))) {
            over.join();
            clock.shutdown();
            Awaitility.await()
                    .atMost(FINISHING)
                    // Its database may be down just now.
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .until(() -> killing.isDone() || databaseKills > 0 && enough.holds(this));
            killing.cancel(false);
            // Nobody is killed any more when this one has run.
            timer.submit(() -> {}).get();
            if (!fleet.stop(FINISHING) || !fleet.failures().isEmpty()) {
                throw new IllegalStateException("nodes are broken: " + fleet.failures());
            }
        }
        nodes.forEach(PushingNode::close);
        // What the panels still execute ends with them; what is booked then is booked.
        panels.forEach(Panel::close);
        readBooks();
    }

    /** Whether anything has been booked twice so far, over whichever way. */
    boolean hasBookedTwice() throws SQLException {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT node FROM booked WHERE http = 0"
                        + " GROUP BY node, upload, download HAVING count(*) > 1 LIMIT 1")) {
            return rows.next();
        }
    }

    /** What was booked twice is booked once here: it has a count of its own. */
    private void readBooks() throws SQLException {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT node, upload, download, count(*), min(http), "
                        + "min(panel), max(panel) FROM booked GROUP BY node, upload, download")) {
            while (rows.next()) {
                int node = rows.getInt(1);
                TrafficBook book = books.getOrDefault(node, TrafficBook.EMPTY);
                books.put(
                        node,
                        new TrafficBook(
                                book.upload() + rows.getLong(2), book.download() + rows.getLong(3), book.pushes() + 1));
                int more = rows.getInt(4) - 1;
                if (rows.getInt(5) == 1) {
                    bookedTwiceOverHttp += more;
                } else {
                    bookedTwice += more;
                    if (more > 0 && twice.isEmpty()) {
                        twice = ", node " + node + " for one at " + rows.getString(6) + " and " + rows.getString(7);
                    }
                }
            }
        }
    }

    /** Every node whose pushes are not what the books say, with both. */
    List<String> disagreements() {
        return nodes.stream()
                .filter(node -> !node.ledger().agreesWith(book(node)))
                .map(node -> "node " + node.number() + " " + node.ledger() + ", booked " + book(node))
                .toList();
    }

    private TrafficBook book(PushingNode node) {
        return books.getOrDefault(node.number(), TrafficBook.EMPTY);
    }

    /** Executions of what had been executed, of which at least one came as a message. */
    int bookedTwice() {
        return bookedTwice;
    }

    long pushes() {
        return tally.pushes();
    }

    /** How often a panel said that its database was gone. */
    private long outages() {
        try (Stream<Path> logs = Files.list(directory)) {
            long outages = 0;
            for (Path log : logs.filter(file -> file.getFileName().toString().startsWith("panel-"))
                    .toList()) {
                outages += Files.readString(log)
                        .lines()
                        .filter(line -> line.contains("database of the replay store cannot be used"))
                        .count();
            }
            return outages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String figures() {
        int uncertain = nodes.stream()
                .mapToInt(node -> node.ledger().uncertain().pushes())
                .sum();
        long faults =
                proxy.counts().values().stream().mapToLong(Long::longValue).sum()
                        + panels.stream()
                                .flatMap(panel -> panel.fromProxy.counts().values().stream())
                                .mapToLong(Long::longValue)
                                .sum();
        long broken =
                panels.stream().mapToLong(panel -> panel.toDatabase.broken()).sum();
        return "books on several panels: " + setting + ", seed " + seed + ", " + tally + ", panels killed " + kills
                + ", database killed " + databaseKills + ", faults " + faults + ", connections to the database broken "
                + broken + ", panels that found it down " + outages() + "; booked twice " + bookedTwice + twice
                + ", nodes that disagree "
                + disagreements().size() + ", not promised: HTTP after HTTP booked twice " + bookedTwiceOverHttp
                + ", uncertain " + uncertain;
    }

    /** Ends everything. */
    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        nodes.forEach(PushingNode::close);
        proxy.close();
        haproxy.destroyForcibly().onExit().join();
        panels.forEach(Panel::close);
        database.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
