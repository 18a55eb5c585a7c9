package io.panelws.jetty.endpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * The unfinished exchanges of one connection in the order of their receipt. Those without an {@code id} run one after
 * another (P-8, P-17), those with one side by side up to a limit; the rest waits, and nobody waits for it: beyond a limit
 * the connection is not read. The list is threaded through the exchanges, so that an idle connection has none.
 *
 * <p>This class is thread-safe and does not block.
 */
final class RequestQueue {

    private final int maxWaiting;
    private final int maxConcurrent;

    // Guarded by this.
    private Exchange first;
    private Exchange last;
    private int waiting;
    private int running;
    private boolean serialRunning;
    private boolean paused;
    private boolean closed;
    private int errors;
    private int repeated;

    /** What is counted of a connection's requests. */
    record Counts(int open, int errors, int repeated) {}

    RequestQueue(int maxWaiting, int maxConcurrent) {
        this.maxWaiting = maxWaiting;
        this.maxConcurrent = maxConcurrent;
    }

    /** Adds an exchange that waits; false when the connection is ending, and it is not wanted any more. */
    synchronized boolean add(Exchange exchange) {
        if (closed) {
            return false;
        }
        if (last == null) {
            first = exchange;
        } else {
            last.next = exchange;
        }
        last = exchange;
        waiting++;
        return true;
    }

    /** Takes the next exchange that may run now and counts it as running; null when there is none. */
    synchronized Exchange next() {
        if (waiting == 0 || paused || closed) {
            return null;
        }
        Exchange candidate = first;
        while (candidate.begun) {
            candidate = candidate.next;
        }
        boolean may = running == 0 || !serialRunning && !candidate.isSerial() && running < maxConcurrent;
        if (!may) {
            return null;
        }
        candidate.begun = true;
        waiting--;
        running++;
        serialRunning = candidate.isSerial();
        return candidate;
    }

    /** Takes an exchange that is done out of the list, begun or not; without effect when it is not in it. */
    synchronized void remove(Exchange exchange) {
        Exchange before = null;
        Exchange found = first;
        while (found != null && found != exchange) {
            before = found;
            found = found.next;
        }
        if (found == null) {
            return;
        }
        if (before == null) {
            first = exchange.next;
        } else {
            before.next = exchange.next;
        }
        if (last == exchange) {
            last = before;
        }
        exchange.next = null;
        errors += exchange.isError() ? 1 : 0;
        repeated += exchange.isRepeated() ? 1 : 0;
        if (exchange.begun) {
            running--;
        } else {
            waiting--;
        }
    }

    synchronized Counts counts() {
        return new Counts(waiting + running, errors, repeated);
    }

    synchronized int running() {
        return running;
    }

    /** Whether one more may be read. */
    synchronized boolean hasRoom() {
        return waiting < maxWaiting;
    }

    synchronized boolean hasWaiting() {
        return waiting > 0 && !paused && !closed;
    }

    synchronized boolean isIdle() {
        return first == null;
    }

    /** Whether nothing runs; what waits does not count. */
    synchronized boolean isQuiet() {
        return running == 0;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Begins nothing any more; what runs goes on. */
    synchronized void pause() {
        paused = true;
    }

    /** What waits is not begun any more, and what comes is not added: the node will send it again (P-14). */
    synchronized List<Exchange> close() {
        closed = true;
        return unfinished();
    }

    /** A copy, in the order of receipt. */
    synchronized List<Exchange> unfinished() {
        List<Exchange> all = first == null ? List.of() : new ArrayList<>();
        for (Exchange exchange = first; exchange != null; exchange = exchange.next) {
            all.add(exchange);
        }
        return all;
    }

    /** Whether the oldest exchange was received before a time of {@link System#nanoTime}; a cheap look. */
    synchronized boolean hasReceivedBefore(long nanoTime) {
        return first != null && first.received - nanoTime < 0;
    }
}
