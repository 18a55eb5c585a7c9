package io.panelws.testkit.bench;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** All nodes, a thread for each request that is in flight. Its threads end when it is closed. Not thread-safe. */
final class Crew implements AutoCloseable {

    /** How many dial at a time: a panel may limit its handshakes in progress, and this is no test of that. */
    private static final int DIALLING = 16;

    /** How long an answer that is under way is awaited where the bench is cut short. */
    private static final long GRACE_MILLIS = 200;

    private final List<BenchNode> nodes;
    private final int lanes;
    private final ExecutorService threads;

    /** What one thread does. */
    @FunctionalInterface
    interface Task {

        /**
         * Does it.
         *
         * @param node whose thread it is
         * @param lane which of the node's threads, counted from 0
         * @param index which of all threads, counted from 0
         */
        void run(BenchNode node, int lane, int index);
    }

    Crew(BenchTarget target, BenchPlan plan) {
        AtomicLong amounts = new AtomicLong();
        nodes = IntStream.range(0, plan.nodes())
                .mapToObj(index -> new BenchNode(target.node(index), plan, amounts::incrementAndGet))
                .toList();
        lanes = plan.inFlight();
        threads = Executors.newFixedThreadPool(plan.nodes() * lanes, Crew::thread);
    }

    BenchNode first() {
        return nodes.get(0);
    }

    ExecutorService threads() {
        return threads;
    }

    /** Lets every thread do it, all at once. */
    Future<Void> start(Task task) {
        return CompletableFuture.allOf(IntStream.range(0, nodes.size() * lanes)
                .mapToObj(index -> CompletableFuture.runAsync(
                        () -> task.run(nodes.get(index % nodes.size()), index / nodes.size(), index), threads))
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Lets every node do it, a few at a time, and waits until all have. */
    void doInTurns(Consumer<BenchNode> task) throws InterruptedException {
        Semaphore turns = new Semaphore(DIALLING);
        Future<Void> all = start((node, lane, index) -> {
            if (lane > 0) {
                return;
            }
            try {
                turns.acquire();
                task.accept(node);
                turns.release();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            all.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a node of the bench ended early", e.getCause());
        }
    }

    /**
     * Ends all threads: idle ones at once, others with their answers where these come soon, or with their connections. A
     * thread that dials a panel which is silent ends with its deadline, and is not waited for. Idempotent.
     */
    @Override
    public void close() {
        threads.shutdownNow();
        if (!isAtRest()) {
            nodes.forEach(BenchNode::abort);
            isAtRest();
        }
    }

    private boolean isAtRest() {
        try {
            return threads.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Interrupted once more: somebody is in a hurry.
            return threads.isTerminated();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "panel-ws-bench");
        thread.setDaemon(true);
        return thread;
    }
}
