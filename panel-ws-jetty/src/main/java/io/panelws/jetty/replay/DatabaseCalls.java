package io.panelws.jetty.replay;

import io.panelws.jetty.log.Log;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The way to the database. Who asks waits for at most the time of a call, whatever pool and driver do: they are called in
 * {@value #WORKERS} threads of this class, so that no more connections than that are taken from the panel's pool. After a
 * failure nobody asks, and nobody waits, until a look has shown that the database is there again.
 *
 * <p>The threads end when nothing has been asked for {@value #IDLE_SECONDS} s.
 *
 * <p>This class is thread-safe.
 */
final class DatabaseCalls {

    static final int WORKERS = 4;

    private static final Log LOG = Log.of(DatabaseCalls.class);
    private static final int MAX_QUEUED = 1_000;
    private static final int ATTEMPTS = 3;
    private static final long IDLE_SECONDS = 15;

    /** Nobody looks any more whether it is there when nobody has wanted to know for so long. */
    private static final long FORSAKEN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final AtomicLong THREADS = new AtomicLong();

    private final Supplier<DataSource> source;
    private final JdbcTiming timing;
    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor timer;
    private final StoreCounts counts;
    private volatile Runnable whenUp = () -> {};
    private volatile Work<?> look = connection -> true;

    // Guarded by this; the first is read without.
    private volatile boolean down;
    private boolean looking;
    private long lastAsked;

    /** What is done with a connection, which commits each statement; it may be done again when the connection breaks. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    DatabaseCalls(Supplier<DataSource> source, JdbcTiming timing, StoreCounts counts) {
        this.counts = counts;
        this.source = source;
        this.timing = timing;
        this.workers = new ThreadPoolExecutor(
                WORKERS, WORKERS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_QUEUED), daemons());
        this.timer = new ScheduledThreadPoolExecutor(1, daemons());
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        workers.allowCoreThreadTimeOut(true);
        timer.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory daemons() {
        return task -> {
            Thread thread = new Thread(task, "panel-ws-replay-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Sets what shows that the database is there, and what is to be done then. */
    void onReturn(Work<?> sign, Runnable action) {
        look = sign;
        whenUp = action;
    }

    boolean isDown() {
        return down;
    }

    /** Runs something later in the one thread for all that; it must not block but by {@link #call}. */
    void later(Runnable task, Duration delay) {
        timer.schedule(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.log(Level.WARNING, "What the replay store does beside requests has failed", e);
                    }
                },
                delay.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** Does it, and waits for it; fails at once while the database is down. */
    <T> T call(Work<T> work) throws DatabaseDown {
        if (down) {
            lookAgain();
            throw new DatabaseDown("it was down a moment ago", null);
        }
        try {
            return bounded(work);
        } catch (DatabaseDown e) {
            boolean asked = !(e.getCause() instanceof RejectedExecutionException
                    || e.getCause() instanceof InterruptedException);
            if (asked) {
                isGone(e);
            }
            throw e;
        }
    }

    private <T> T bounded(Work<T> work) throws DatabaseDown {
        Future<T> result;
        try {
            result = workers.submit(() -> attempt(work));
        } catch (RejectedExecutionException e) {
            throw new DatabaseDown("too many wait for it", e);
        }
        try {
            return result.get(timing.call().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new DatabaseDown(String.valueOf(e.getCause().getMessage()), e.getCause());
        } catch (TimeoutException e) {
            result.cancel(true);
            throw new DatabaseDown("no answer within " + timing.call().toMillis() + " ms", e);
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw new DatabaseDown("interrupted", e);
        }
    }

    /** A pool may hand out connections that a restart of the database has ended, one after another. */
    private <T> T attempt(Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = source.get().getConnection()) {
                return use(connection, work);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !mayPass(e) || Thread.interrupted()) {
                    throw e;
                }
            }
        }
    }

    private <T> T use(Connection connection, Work<T> work) throws SQLException {
        boolean commits = connection.getAutoCommit();
        if (!commits) {
            connection.setAutoCommit(true);
        }
        int timeout = networkTimeout(connection, (int) timing.call().toMillis());
        T result = work.on(connection);
        // One that has failed goes back as it is: its pool looks whether it still works.
        networkTimeout(connection, timeout);
        if (!commits) {
            connection.setAutoCommit(false);
        }
        return result;
    }

    /** Bounds reading from a dead peer, which nothing else ends; where the driver cannot, its own settings hold. */
    private static int networkTimeout(Connection connection, int millis) {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, millis);
            return before;
        } catch (SQLException | AbstractMethodError | UnsupportedOperationException e) {
            return 0;
        }
    }

    /** A broken connection (08, 57P), a deadlock (40). */
    private static boolean mayPass(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || state.startsWith("08")
                || state.startsWith("40")
                || state.startsWith("57P");
    }

    private void isGone(DatabaseDown why) {
        synchronized (this) {
            lastAsked = System.nanoTime();
            if (down) {
                return;
            }
            down = true;
            counts.available = false;
        }
        counts.outages.increment();
        LOG.log(
                Level.WARNING,
                "The database of the replay store cannot be used ({0}); it is asked again when it answers",
                why.getMessage());
        LOG.log(Level.DEBUG, "Why it cannot be used", why);
        lookAgain();
    }

    private void lookAgain() {
        synchronized (this) {
            lastAsked = System.nanoTime();
            if (looking) {
                return;
            }
            looking = true;
        }
        later(this::look, timing.retry());
    }

    private void look() {
        boolean there = false;
        try {
            bounded(look);
            there = true;
        } catch (DatabaseDown e) {
            LOG.log(Level.DEBUG, "The database of the replay store is still down", e);
        }
        synchronized (this) {
            down = !there;
            counts.available = there;
            looking = down && System.nanoTime() - lastAsked < FORSAKEN_NANOS;
            if (looking) {
                later(this::look, timing.retry());
            }
        }
        if (there) {
            LOG.log(Level.INFO, "The database of the replay store can be used again");
            whenUp.run();
        }
    }
}
