package io.panelws.jetty.endpoint;

import java.util.LinkedList;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The order of one connection's requests: those without an {@code id} run one after another (P-8, P-17), those with one
 * side by side up to a limit. A few more wait; who adds beyond that waits too, so that the socket is not read.
 *
 * <p>This class is thread-safe.
 */
final class RequestQueue {

    /** Never added to. */
    private static final Queue<Task> NONE = new LinkedList<>();

    private final Mount mount;
    private final Runnable onRejected;

    // Guarded by this. The empty queue is shared: an idle connection has none of its own.
    private Queue<Task> waiting = NONE;
    private int running;
    private boolean serialRunning;
    private boolean closed;
    private boolean paused;

    /**
     * A request that is to be answered.
     *
     * @param serial whether it must run alone
     * @param start begins it
     * @param discard says that it will not be begun
     */
    record Task(boolean serial, Runnable start, Runnable discard) {}

    /**
     * @param mount limits and threads
     * @param onRejected closes the connection: there is no thread for a request, so it gets no answer
     */
    RequestQueue(Mount mount, Runnable onRejected) {
        this.mount = mount;
        this.onRejected = onRejected;
    }

    /** Adds a request, and waits while too many wait already; false when there is no thread left to wait with. */
    boolean add(Task task) {
        synchronized (this) {
            if (!closed && isFull() && !waitForRoom()) {
                task.discard().run();
                return false;
            }
            if (closed) {
                task.discard().run();
                return true;
            }
            if (waiting == NONE) {
                waiting = new LinkedList<>();
            }
            waiting.add(task);
        }
        startWaiting();
        return true;
    }

    private boolean isFull() {
        return waiting.size() >= mount.limits().maxQueued();
    }

    private boolean waitForRoom() {
        if (!mount.budget().reserveWaitingThread()) {
            return false;
        }
        try {
            while (!closed && isFull()) {
                wait();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            mount.budget().releaseWaitingThread();
        }
    }

    private void startWaiting() {
        while (true) {
            Task next;
            synchronized (this) {
                next = waiting.peek();
                if (next == null || paused || !mayStart(next)) {
                    return;
                }
                waiting.remove();
                waiting = waiting.isEmpty() ? NONE : waiting;
                running++;
                serialRunning = next.serial();
                notifyAll();
            }
            start(next, mount.dispatcher());
        }
    }

    private boolean mayStart(Task task) {
        return running == 0
                || !serialRunning && !task.serial() && running < mount.limits().maxConcurrent();
    }

    private void start(Task task, Executor executor) {
        try {
            executor.execute(() -> begin(task));
        } catch (RejectedExecutionException e) {
            task.discard().run();
            onRejected.run();
            finished();
        }
    }

    /** A thread may come late: what a node that has gone asked for, it has asked for again elsewhere by now (P-14). */
    private void begin(Task task) {
        boolean gone;
        synchronized (this) {
            gone = closed;
        }
        if (gone) {
            task.discard().run();
            finished();
        } else {
            task.start().run();
        }
    }

    /** Says that a request that was begun is done. */
    void finished() {
        synchronized (this) {
            running--;
            notifyAll();
        }
        startWaiting();
    }

    boolean isIdle() {
        synchronized (this) {
            return running == 0 && waiting.isEmpty();
        }
    }

    /** Whether nothing is begun any more. */
    boolean isEnding() {
        synchronized (this) {
            return closed || paused;
        }
    }

    /** Begins nothing any more; what runs goes on. */
    void pause() {
        synchronized (this) {
            paused = true;
        }
    }

    /** Waits until nothing runs, after {@link #pause}; false when that takes too long. */
    boolean awaitIdle(long nanoTimeLimit) throws InterruptedException {
        synchronized (this) {
            while (running > 0) {
                long left = nanoTimeLimit - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                wait(left / 1_000_000 + 1);
            }
            return true;
        }
    }

    /** What has not begun is not begun any more: the node will send it again (P-14). */
    void close() {
        synchronized (this) {
            closed = true;
            waiting.forEach(task -> task.discard().run());
            waiting = NONE;
            notifyAll();
        }
    }
}
