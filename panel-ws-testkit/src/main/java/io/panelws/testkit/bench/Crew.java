package io.panelws.testkit.bench;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** All nodes, a thread for each. Its threads end when it is closed. Not thread-safe. */
final class Crew implements AutoCloseable {

    /** How many dial at a time: a panel may limit its handshakes in progress, and this is no test of that. */
    private static final int DIALLING = 16;

    private final List<BenchNode> nodes;
    private final ExecutorService threads;

    Crew(BenchTarget target, BenchPlan plan) {
        AtomicLong amounts = new AtomicLong();
        nodes = IntStream.range(0, plan.nodes())
                .mapToObj(index -> new BenchNode(index, target.node(index), plan.writes(), amounts::incrementAndGet))
                .toList();
        threads = Executors.newFixedThreadPool(plan.nodes(), Crew::thread);
    }

    BenchNode first() {
        return nodes.get(0);
    }

    /** Lets every node do it, all at once. */
    CompletableFuture<Void> start(Consumer<BenchNode> task) {
        return CompletableFuture.allOf(nodes.stream()
                .map(node -> CompletableFuture.runAsync(() -> task.accept(node), threads))
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Lets every node do it, a few at a time, and waits until all have. */
    void doInTurns(Consumer<BenchNode> task) {
        Semaphore turns = new Semaphore(DIALLING);
        start(node -> {
                    turns.acquireUninterruptibly();
                    try {
                        task.accept(node);
                    } finally {
                        turns.release();
                    }
                })
                .join();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "panel-ws-bench");
        thread.setDaemon(true);
        return thread;
    }
}
