package io.panelws.jetty.handshake;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * How many handshakes are judged at a time, and who comes next: after a restart all nodes may come at once. Whoever waits
 * holds its connection and no thread.
 *
 * <p>This class is thread-safe.
 */
final class Turns {

    /** Less than any node waits for its first answer (P-13). */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final int maxWaiting;
    private final Scheduler scheduler;

    // Guarded by this.
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private int free;

    /**
     * Makes them.
     *
     * @param turns how many there are at a time
     * @param maxWaiting how many may wait for one
     * @param scheduler ends the waiting
     */
    Turns(int turns, int maxWaiting, Scheduler scheduler) {
        this.free = turns;
        this.maxWaiting = maxWaiting;
        this.scheduler = scheduler;
    }

    /** What becomes of who has waited. Both run in a thread of the server, and end with the response answered. */
    interface Outcome {

        /** It is its turn. */
        void turn();

        /** It has waited for too long. */
        void late();
    }

    /** Takes a turn, which is to be {@linkplain #end ended}; false when there is none at the moment. */
    synchronized boolean take() {
        if (free == 0) {
            return false;
        }
        free--;
        return true;
    }

    /**
     * Lets a request wait for its turn, which ends by itself.
     *
     * @param request has not been answered yet
     * @param outcome is told once, in another thread
     * @return false when it cannot wait, and has to be answered at once
     */
    boolean await(HttpServletRequest request, Outcome outcome) {
        Optional<Waiting> next;
        synchronized (this) {
            if (!request.isAsyncSupported() || waiting.size() >= maxWaiting) {
                return false;
            }
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            waiting.add(new Waiting(async, outcome));
            // A turn may have ended since there was none.
            next = take() ? Optional.of(waiting.remove()) : Optional.empty();
        }
        if (next.isPresent() && !next.get().begins()) {
            end();
        }
        return true;
    }

    /** Ends a turn: it is that of the next. */
    void end() {
        Waiting next;
        do {
            synchronized (this) {
                next = waiting.poll();
                if (next == null) {
                    free++;
                    return;
                }
            }
        } while (!next.begins());
    }

    private synchronized boolean gaveUp(Waiting late) {
        return waiting.remove(late);
    }

    private final class Waiting {

        private final AsyncContext async;
        private final Outcome outcome;
        private final Scheduler.Task patience;

        Waiting(AsyncContext async, Outcome outcome) {
            this.async = async;
            this.outcome = outcome;
            this.patience = scheduler.schedule(this::late, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** False where there is nothing to begin any more. */
        boolean begins() {
            patience.cancel();
            return starts(outcome::turn, Turns.this::end);
        }

        private void late() {
            if (gaveUp(this)) {
                starts(outcome::late, () -> {});
            }
        }

        private boolean starts(Runnable answer, Runnable after) {
            try {
                async.start(() -> {
                    try {
                        answer.run();
                    } finally {
                        after.run();
                        async.complete();
                    }
                });
                return true;
            } catch (RuntimeException e) {
                // The server stops, or somebody else has ended the request: the turn is the next one's.
                return false;
            }
        }
    }
}
