package io.panelws.jetty.replay;

import io.panelws.jetty.log.Log;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What is to be written and nobody waits for: that answers have arrived, and what could not be noted while the database was
 * down, up to {@value #MAX} executions and 16 MiB of answers; beyond that the oldest is dropped. Of one execution only the
 * last is written: it says all.
 *
 * <p>This class is thread-safe.
 */
final class LaterWrites {

    static final int MAX = 10_000;

    private static final Log LOG = Log.of(LaterWrites.class);
    private static final int MAX_BYTES = 16 << 20;

    private final DatabaseCalls database;

    // Guarded by this.
    private final Map<String, Write> writes = new LinkedHashMap<>();
    private int bytes;
    private boolean flushing;

    /**
     * One of them; done again, it changes nothing.
     *
     * @param execution what it is about
     * @param settles it says that the answer has arrived
     * @param bytes what it holds
     */
    record Write(String execution, boolean settles, int bytes, Statement statement) {}

    /** What is done. */
    interface Statement {
        void on(Connection connection) throws SQLException;
    }

    LaterWrites(DatabaseCalls database) {
        this.database = database;
    }

    /** Whether it has been noted here that the answer of an execution has arrived, and not yet in the table. */
    synchronized boolean settles(String execution) {
        Write write = writes.get(execution);
        return write != null && write.settles();
    }

    synchronized boolean isEmpty() {
        return writes.isEmpty();
    }

    /** Waits until all is written, unless the database is down or it takes longer than that. */
    synchronized void awaitEmpty(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            for (long left = atMost.toMillis();
                    left > 0 && !writes.isEmpty() && !database.isDown();
                    left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes it soon. */
    void add(Write write) {
        boolean starts;
        synchronized (this) {
            remove(write.execution());
            writes.put(write.execution(), write);
            bytes += write.bytes();
            while (writes.size() > MAX || bytes > MAX_BYTES) {
                remove(writes.keySet().iterator().next());
                LOG.log(
                        Level.WARNING,
                        "Too much waits to be noted in the replay store; how a POST ended is forgotten, so that 409 is"
                                + " the answer when it is repeated");
            }
            starts = !flushing && !database.isDown();
            flushing |= starts;
        }
        if (starts) {
            database.later(this::flush, Duration.ZERO);
        }
    }

    /** The same after a while. */
    void add(Write write, Duration delay) {
        database.later(() -> add(write), delay);
    }

    private void remove(String execution) {
        Write removed = writes.remove(execution);
        bytes -= removed == null ? 0 : removed.bytes();
    }

    /** In the thread for that. */
    void flush() {
        try {
            database.call(connection -> {
                for (Optional<Write> next = first(); next.isPresent(); next = first()) {
                    write(connection, next.get());
                    done(next.get());
                }
                return true;
            });
        } catch (DatabaseDown e) {
            LOG.log(Level.DEBUG, "What is to be noted in the replay store waits", e);
        } finally {
            boolean again;
            synchronized (this) {
                flushing = !writes.isEmpty() && !database.isDown();
                again = flushing;
                notifyAll();
            }
            if (again) {
                database.later(this::flush, Duration.ZERO);
            }
        }
    }

    private static void write(Connection connection, Write write) throws SQLException {
        try {
            write.statement().on(connection);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("22")) {
                // This one the database will never take: a limit on the size of a packet, for one.
                LOG.log(Level.WARNING, "How a POST ended could not be noted in the replay store", e);
            } else {
                throw e;
            }
        }
    }

    private synchronized Optional<Write> first() {
        Iterator<Write> all = writes.values().iterator();
        return all.hasNext() ? Optional.of(all.next()) : Optional.empty();
    }

    /** Unless another has taken its place meanwhile. */
    private synchronized void done(Write write) {
        if (writes.get(write.execution()) == write) {
            remove(write.execution());
        }
    }
}
