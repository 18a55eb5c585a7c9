package io.panelws.jetty.endpoint;

import io.panelws.jetty.log.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Looks after all connections of one filter at regular intervals, in the scheduler's own thread: deadlines, peers that do
 * not read, idle connections, pings. One timer for all, so that a message needs none, and no thread of the pool, so that
 * it works when that has none to give.
 *
 * <p>This class is thread-safe.
 */
public final class Rounds {

    /** What a connection has been without for so long may be made anew for its next message. */
    static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final Log LOG = Log.of(Rounds.class);

    /** Half the second by which a limit may be missed. */
    private static final Duration LONGEST = Duration.ofMillis(500);

    private static final Duration SHORTEST = Duration.ofMillis(5);

    private final Mount mount;
    private final Scheduler scheduler;
    private final long periodNanos;

    // Guarded by this.
    private Scheduler.Task next = () -> false;
    private boolean stopped;

    /**
     * Makes rounds that rest until {@link #start}.
     *
     * @param mount whose connections to look after
     * @param scheduler for the timer
     */
    public Rounds(Mount mount, Scheduler scheduler) {
        this.mount = mount;
        this.scheduler = scheduler;
        Duration shortest = Stream.of(
                        mount.options().requestTimeout(),
                        mount.options().writeTimeout(),
                        mount.options().idleTimeout(),
                        mount.options().keepAlive())
                .min(Duration::compareTo)
                .orElseThrow()
                .dividedBy(4);
        Duration period = shortest.compareTo(LONGEST) < 0 ? shortest : LONGEST;
        this.periodNanos = (period.compareTo(SHORTEST) < 0 ? SHORTEST : period).toNanos();
    }

    /** Begins. */
    public synchronized void start() {
        if (!stopped || !mount.connections().isEmpty()) {
            next = scheduler.schedule(this::round, periodNanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Ends, as soon as no connection is left: a peer that does not let its own end must not keep the web application. */
    public synchronized void stop() {
        stopped = true;
        if (mount.connections().isEmpty()) {
            next.cancel();
        }
    }

    private void round() {
        long now = System.nanoTime();
        try {
            for (Place place : mount.connections().all()) {
                place.connection().ifPresent(connection -> look(connection, now));
            }
        } finally {
            start();
        }
    }

    /** What goes wrong with one connection is not the others' concern. */
    private static void look(NodeConnection connection, long now) {
        try {
            connection.round(now);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, e, "Looking after the connection of node {0} failed", connection.node());
        }
    }
}
