package io.panelws.testkit.node;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One end for everything that a request waits for (P-13). Measured in elapsed time, not by the clock on the wall. */
final class Deadline {

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + timeout.toNanos());
    }

    /** What is left, in nanoseconds; zero once the deadline is over. */
    long remaining() {
        return Math.max(0, end - System.nanoTime());
    }

    <T> T await(CompletableFuture<T> future) throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(remaining(), TimeUnit.NANOSECONDS);
    }
}
