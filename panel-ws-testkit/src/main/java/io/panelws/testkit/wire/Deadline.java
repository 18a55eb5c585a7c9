package io.panelws.testkit.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One end for everything that a request waits for (P-13). Measured in elapsed time, not by the clock on the wall.
 * Immutable.
 */
public final class Deadline {

    /**
     * Something that blocks on a socket.
     *
     * @param <T> what it brings
     * @param <X> what it may fail with besides
     */
    @FunctionalInterface
    public interface Task<T, X extends Exception> {

        /**
         * Does it.
         *
         * @return what it brings
         * @throws IOException when the socket fails, or was closed
         * @throws X when something else is wrong
         */
        T run() throws IOException, X;
    }

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /**
     * A deadline that begins now.
     *
     * @param timeout how long it is
     * @return the deadline
     */
    public static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /**
     * Tells whether nothing is left.
     *
     * @return whether it is over
     */
    public boolean isOver() {
        return remaining() == 0;
    }

    /**
     * What is left.
     *
     * @return milliseconds, rounded up; zero once the deadline is over
     */
    public int remainingMillis() {
        return (int) Math.min(Integer.MAX_VALUE, (remaining() + 999_999) / 1_000_000);
    }

    /**
     * Runs the task and closes the socket when the deadline ends first: what blocks on it, a write too, then fails.
     *
     * @param socket what the task blocks on
     * @param task runs on this thread
     * @param <T> what the task brings
     * @param <X> what the task may fail with
     * @return what the task brings
     * @throws IOException when the socket fails, or the deadline was over
     * @throws X what the task throws
     */
    public <T, X extends Exception> T bound(Closeable socket, Task<T, X> task) throws IOException, X {
        CompletableFuture<Void> timer = new CompletableFuture<>();
        timer.orTimeout(remaining(), TimeUnit.NANOSECONDS).whenComplete((done, timeout) -> {
            if (timeout != null) {
                close(socket);
            }
        });
        try {
            return task.run();
        } finally {
            timer.complete(null);
        }
    }

    private long remaining() {
        return Math.max(0, end - System.nanoTime());
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
