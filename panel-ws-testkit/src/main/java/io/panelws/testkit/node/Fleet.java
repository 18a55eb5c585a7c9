package io.panelws.testkit.node;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many nodes in one process, on few threads. A node takes its turn when it is due and a thread is free, and never two
 * turns at once.
 *
 * <p>What a thread costs: one turn at a time, blocked on a socket for as long as its exchanges take. A node of generation 1
 * holds no thread between its turns (P-16), so the fleet needs as many threads as turns are under way together: nodes
 * times the length of a turn divided by the time between turns. A thousand nodes that poll every 60 s, answered within
 * 10 ms, keep one thread busy for a sixth of its time; the same nodes before a panel that stalls each of them until
 * its deadline of 30 s need 500. A node of generation 2 has a reading thread of its own besides. A platform thread takes
 * about 100 KiB of memory.
 *
 * <p>This class is thread-safe.
 */
public final class Fleet implements AutoCloseable {

    /** One node. */
    @FunctionalInterface
    public interface Member {

        /**
         * Does what a node does when it is time: a poll, a push. May block.
         *
         * @return how long to wait until the next turn, from the end of this one
         * @throws Exception when the node is broken: it gets no further turn
         */
        Duration turn() throws Exception;
    }

    private final ScheduledThreadPoolExecutor threads;
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger numbers = new AtomicInteger();

    private Fleet(int threads) {
        this.threads = new ScheduledThreadPoolExecutor(threads, this::thread);
        this.threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.threads.setRemoveOnCancelPolicy(true);
    }

    /**
     * Starts the nodes, their first turns spread evenly over a time.
     *
     * @param threads how many turns may be under way together
     * @param members the nodes
     * @param spread from the first node's first turn to the last one's; zero for all at once
     * @return the running fleet
     */
    public static Fleet start(int threads, List<? extends Member> members, Duration spread) {
        Fleet fleet = new Fleet(threads);
        for (int i = 0; i < members.size(); i++) {
            fleet.schedule(members.get(i), spread.multipliedBy(i).dividedBy(members.size()));
        }
        return fleet;
    }

    /**
     * What broke nodes.
     *
     * @return the exceptions that turns have ended with
     */
    public List<Exception> failures() {
        return List.copyOf(failures);
    }

    /**
     * Begins no turn any more, and waits for those under way.
     *
     * @param limit how long to wait
     * @return whether all have ended
     * @throws InterruptedException when the thread is interrupted
     */
    public boolean stop(Duration limit) throws InterruptedException {
        threads.shutdown();
        return threads.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Begins no turn any more and interrupts those under way; does not wait. The nodes are not closed. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void schedule(Member member, Duration delay) {
        try {
            threads.schedule(() -> turn(member), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The fleet has been stopped meanwhile.
        }
    }

    private void turn(Member member) {
        try {
            schedule(member, member.turn());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            failures.add(e);
        }
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "panel-ws-fleet-" + numbers.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
