package io.panelws.jetty.endpoint;

import io.panelws.jetty.dispatch.Dispatcher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Looks after the connections of one filter at regular intervals: sends pings, and closes those that were idle for too
 * long. One timer for all of them: idle connections are the normal state, and there may be thousands.
 *
 * <p>This class is thread-safe.
 */
public final class KeepAlive {

    private final Dispatcher dispatcher;
    private final Supplier<List<NodeConnection>> connections;
    private final Duration period;
    private final long roundsPerPing;

    // Guarded by this.
    private Dispatcher.Scheduled next = () -> {};
    private boolean stopped;
    private long rounds;

    /**
     * Makes one that rests until {@link #start}.
     *
     * @param dispatcher for the timer
     * @param connections all that are open
     * @param keepAlive how often to ping
     * @param idleTimeout what is too long; it is noticed at most a quarter later
     */
    public KeepAlive(
            Dispatcher dispatcher,
            Supplier<List<NodeConnection>> connections,
            Duration keepAlive,
            Duration idleTimeout) {
        this.dispatcher = dispatcher;
        this.connections = connections;
        Duration quarter = idleTimeout.dividedBy(4).plusMillis(1);
        this.period = quarter.compareTo(keepAlive) < 0 ? quarter : keepAlive;
        this.roundsPerPing = Math.max(1, keepAlive.toMillis() / period.toMillis());
    }

    /** Begins. */
    public synchronized void start() {
        if (!stopped) {
            next = dispatcher.schedule(this::beginRound, period);
        }
    }

    private void beginRound() {
        try {
            dispatcher.execute(this::round);
        } catch (RejectedExecutionException e) {
            // No thread at the moment. The next round must come all the same.
            start();
        }
    }

    /** Ends; a round that runs is not waited for. */
    public synchronized void stop() {
        stopped = true;
        next.cancel();
    }

    private void round() {
        boolean ping;
        synchronized (this) {
            ping = ++rounds % roundsPerPing == 0;
        }
        try {
            for (NodeConnection connection : connections.get()) {
                if (!connection.closeIfLate() && ping) {
                    connection.ping();
                }
            }
        } finally {
            start();
        }
    }
}
