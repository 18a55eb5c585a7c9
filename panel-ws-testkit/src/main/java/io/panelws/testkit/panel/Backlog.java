package io.panelws.testkit.panel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Exchanges that nobody has taken yet, oldest first. Bounded: the oldest go when it is full. Thread-safe. */
final class Backlog {

    static final int MAX_EXCHANGES = 10_000;
    static final long MAX_BYTES = 64L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Deque<RecordedExchange> waiting = new ArrayDeque<>();
    private long bytes;
    private long lost;
    private long taken;

    void add(RecordedExchange exchange) {
        lock.lock();
        try {
            waiting.add(exchange);
            bytes += bytesOf(exchange);
            while (waiting.size() > MAX_EXCHANGES || bytes > MAX_BYTES) {
                bytes -= bytesOf(waiting.remove());
                lost++;
            }
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @param otherwise what to say when there is none in that time */
    RecordedExchange take(Duration timeout, Supplier<String> otherwise) throws InterruptedException {
        long remaining = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                if (remaining <= 0) {
                    throw new AssertionError(otherwise.get());
                }
                remaining = added.awaitNanos(remaining);
            }
            checkComplete();
            RecordedExchange exchange = waiting.remove();
            taken++;
            bytes -= bytesOf(exchange);
            return exchange;
        } finally {
            lock.unlock();
        }
    }

    long taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    List<RecordedExchange> all() {
        lock.lock();
        try {
            checkComplete();
            return List.copyOf(waiting);
        } finally {
            lock.unlock();
        }
    }

    private void checkComplete() {
        if (lost > 0) {
            throw new IllegalStateException(
                    "more was recorded than is kept: the oldest " + lost + " exchanges are gone");
        }
    }

    private static long bytesOf(RecordedExchange exchange) {
        return Math.min(exchange.request().body().size(), RecordedBody.LIMIT)
                + Math.min(exchange.response().body().size(), RecordedBody.LIMIT);
    }
}
