package io.panelws.testkit.node;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One end for everything that a request waits for (P-13). Measured in elapsed time, not by the clock on the wall. */
final class Deadline {

    /** Something that blocks on a socket. */
    @FunctionalInterface
    interface Task<T> {
        T run() throws IOException, AttemptException;
    }

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    boolean isOver() {
        return remaining() == 0;
    }

    /** What is left, in milliseconds, rounded up; zero once the deadline is over. */
    int remainingMillis() {
        return (int) Math.min(Integer.MAX_VALUE, (remaining() + 999_999) / 1_000_000);
    }

    /** Runs the task and closes the socket when the deadline ends first: what blocks on it, a write too, then fails. */
    <T> T bound(Closeable socket, Task<T> task) throws IOException, AttemptException {
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
