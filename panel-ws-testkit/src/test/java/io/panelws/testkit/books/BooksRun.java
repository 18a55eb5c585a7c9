package io.panelws.testkit.books;

import static io.panelws.testkit.fault.When.AFTER_RESPONSE;
import static io.panelws.testkit.fault.When.AT_HANDSHAKE;
import static io.panelws.testkit.fault.When.BEFORE_RESPONSE;
import static io.panelws.testkit.fault.When.ON_REQUEST;
import static io.panelws.testkit.fault.When.WITHIN_RESPONSE;

import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.replay.MemoryReplayStore;
import io.panelws.testkit.fault.Fault;
import io.panelws.testkit.fault.FaultPlan;
import io.panelws.testkit.fault.FaultProxy;
import io.panelws.testkit.fault.What;
import io.panelws.testkit.node.AttemptListener;
import io.panelws.testkit.node.Fleet;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.panel.PanelStore;
import io.panelws.testkit.panel.TrafficBook;
import io.panelws.testkit.panel.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Nodes, a proxy that harms them, and a panel that is replaced now and then. */
final class BooksRun implements AutoCloseable {

    private static final int NODES = 200;
    private static final Duration LONGEST_DELAY = Duration.ofMillis(1500);
    private static final Duration LATE = Duration.ofMillis(200);
    private static final Duration BETWEEN_RESTARTS = Duration.ofSeconds(8);
    private static final Duration FINISHING = Duration.ofMinutes(2);
    private static final Duration HANDOVER = Duration.ofSeconds(2);
    /** A cooldown of 60 s is over in 0.2 s. */
    private static final int HASTE = 300;

    private final boolean guarded;
    private final long seed;
    private final PanelStore store = new PanelStore("secret", User.sample(NODES));
    private final CountingReplayStore replayStore = new CountingReplayStore(new MemoryReplayStore(Clock.systemUTC()));
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(3);
    private final Tally tally = new Tally();
    private final List<PushingNode> nodes = new ArrayList<>();
    private final Queue<Future<?>> leaving = new ConcurrentLinkedQueue<>();
    private final AtomicLong restarts = new AtomicLong();
    private final FaultProxy proxy;

    // Guarded by this.
    private BooksPanel panel;
    private boolean ending;

    BooksRun(boolean guarded, long seed) {
        this.guarded = guarded;
        this.seed = seed;
        this.panel = newPanel();
        this.proxy = FaultProxy.start(panel.url(), FaultPlan.rates(seed, rates()));
        for (int number = 1; number <= NODES; number++) {
            nodes.add(node(number));
        }
    }

    private static Map<Fault, Double> rates() {
        What reset = new What.Reset();
        What close = new What.Close(1001);
        What stall = new What.Stall();
        What delay = new What.Delay(LONGEST_DELAY, 0);
        return Map.ofEntries(
                Map.entry(new Fault(AT_HANDSHAKE, reset), 0.01),
                Map.entry(new Fault(AT_HANDSHAKE, new What.Truncate()), 0.005),
                Map.entry(new Fault(AT_HANDSHAKE, close), 0.01),
                Map.entry(new Fault(AT_HANDSHAKE, stall), 0.005),
                Map.entry(new Fault(ON_REQUEST, reset), 0.03),
                Map.entry(new Fault(ON_REQUEST, close), 0.01),
                Map.entry(new Fault(ON_REQUEST, stall), 0.01),
                Map.entry(new Fault(ON_REQUEST, delay), 0.01),
                Map.entry(new Fault(ON_REQUEST, new What.Late(LATE)), 0.01),
                Map.entry(new Fault(BEFORE_RESPONSE, reset), 0.03),
                Map.entry(new Fault(BEFORE_RESPONSE, close), 0.01),
                Map.entry(new Fault(BEFORE_RESPONSE, stall), 0.01),
                Map.entry(new Fault(BEFORE_RESPONSE, delay), 0.01),
                Map.entry(new Fault(BEFORE_RESPONSE, new What.MalformedText()), 0.01),
                Map.entry(new Fault(WITHIN_RESPONSE, reset), 0.02),
                Map.entry(new Fault(WITHIN_RESPONSE, new What.Truncate()), 0.02),
                Map.entry(new Fault(WITHIN_RESPONSE, close), 0.01),
                Map.entry(new Fault(WITHIN_RESPONSE, stall), 0.005),
                Map.entry(new Fault(WITHIN_RESPONSE, delay), 0.005),
                Map.entry(new Fault(AFTER_RESPONSE, reset), 0.01),
                Map.entry(new Fault(AFTER_RESPONSE, close), 0.01),
                Map.entry(new Fault(AFTER_RESPONSE, stall), 0.005));
    }

    /** Deadlines from 0.4 to 1 s; every fifth is of generation 2, and of the others every fourth pushes twins. */
    private PushingNode node(int number) {
        NodeOptions options = NodeOptions.overWebSocket(proxy.wsUrl(), "vless", number, "secret")
                .withTimeout(Duration.ofMillis(400 + 3L * number))
                .withHttpTimeout(Duration.ofSeconds(30));
        Instant start = Instant.now();
        InstantSource hasty =
                () -> start.plus(Duration.between(start, Instant.now()).multipliedBy(HASTE));
        boolean second = number % 5 == 0;
        Requester client = Requester.of(options, second ? 2 : 1, hasty, AttemptListener.NONE);
        return new PushingNode(number, client, number % 4 == 0 && !second, seed + number, tally);
    }

    private BooksPanel newPanel() {
        PanelWsOptions.Builder options = PanelWsOptions.builder().replayGuard(guarded);
        if (guarded) {
            options.replayStore(replayStore);
        }
        return new BooksPanel(store, options.build(), new UnevenPanelFilter(timer, seed + restarts.get()));
    }

    /**
     * Two panels for a moment, as with any restart that is to be graceful: the new one is there before the old one goes,
     * and who is on the way to the old one by plain HTTP arrives there and is answered.
     */
    private synchronized void restart() {
        if (ending) {
            return;
        }
        BooksPanel old = panel;
        restarts.incrementAndGet();
        panel = newPanel();
        proxy.retarget(panel.url());
        leaving.add(timer.schedule(old::close, HANDOVER.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Runs for so long, then lets everyone finish, the panels' late executions too. */
    void run(Duration length) throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        timer.schedule(() -> over.complete(null), length.toMillis(), TimeUnit.MILLISECONDS);
        Future<?> restarting = timer.scheduleWithFixedDelay(
                this::restart, BETWEEN_RESTARTS.toMillis(), BETWEEN_RESTARTS.toMillis(), TimeUnit.MILLISECONDS);
        try (Fleet fleet = Fleet.start(NODES, nodes, Duration.ofSeconds(1))) {
            over.join();
            if (restarting.isDone()
                    || !fleet.stop(FINISHING)
                    || !fleet.failures().isEmpty()) {
                throw new IllegalStateException("the panel does not restart, or nodes are broken: " + fleet.failures());
            }
        }
        synchronized (this) {
            ending = true;
        }
        for (Future<?> old : leaving) {
            old.get();
        }
        close();
    }

    /** Every node whose pushes are not what the panel's book says, with both. */
    List<String> disagreements() {
        return nodes.stream()
                .filter(node -> !node.ledger().agreesWith(store.book(node.number())))
                .map(node -> "node " + node.number() + " " + node.ledger() + ", booked " + store.book(node.number()))
                .toList();
    }

    long sent() {
        return nodes.stream().mapToLong(node -> bytes(node.ledger().certain())).sum();
    }

    long uncertain() {
        return nodes.stream()
                .mapToLong(node -> bytes(node.ledger().uncertain()))
                .sum();
    }

    long pushes() {
        return tally.pushes();
    }

    int uncertainPushes() {
        return nodes.stream()
                .mapToInt(node -> node.ledger().uncertain().pushes())
                .sum();
    }

    long booked() {
        return nodes.stream()
                .mapToLong(node -> bytes(store.book(node.number())))
                .sum();
    }

    String figures() {
        long faults =
                proxy.counts().values().stream().mapToLong(Long::longValue).sum();
        return "books: guard " + (guarded ? "on" : "off") + ", seed " + seed + ", " + tally + ", replays "
                + replayStore.replays() + ", restarts " + restarts + ", bytes sent " + sent() + ", bytes booked "
                + booked() + ", difference " + (booked() - sent()) + ", uncertain " + uncertainPushes() + " pushes of "
                + uncertain() + " bytes, faults " + faults + " " + proxy.counts();
    }

    private static long bytes(TrafficBook book) {
        return book.upload() + book.download();
    }

    /** Ends everything; idempotent. */
    @Override
    public synchronized void close() {
        ending = true;
        nodes.forEach(PushingNode::close);
        proxy.close();
        panel.close();
        timer.shutdown();
    }
}
