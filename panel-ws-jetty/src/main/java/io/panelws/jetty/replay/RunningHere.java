package io.panelws.jetty.replay;

import io.panelws.jetty.log.Log;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The executions of this panel that run, and their signs of life. As many as requests run.
 *
 * <p>This class is thread-safe.
 */
final class RunningHere {

    private static final Log LOG = Log.of(RunningHere.class);

    private final DatabaseCalls database;
    private final JdbcTiming timing;
    private final Renew renew;
    private final Map<String, One> all = new ConcurrentHashMap<>();
    private final AtomicBoolean beating = new AtomicBoolean();

    /** Gives a sign of life. */
    interface Renew {
        void renew(Connection connection, ReplayKey key, String execution) throws SQLException;
    }

    /** One of them. */
    static final class One {

        private final ReplayKey key;
        private final String execution;
        private final boolean again;
        private final long begun = System.nanoTime();
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        // Guarded by this.
        private boolean confirmed;
        private boolean ended;

        One(ReplayKey key, String execution, boolean again) {
            this.again = again;
            this.key = key;
            this.execution = execution;
        }

        String execution() {
            return execution;
        }

        /** It may stand in the place of an equal one, of which it must be known that it was executed. */
        boolean isAgain() {
            return again;
        }

        CompletableFuture<Outcome> outcome() {
            return outcome;
        }

        /** Its answer is known to have arrived, or nobody will ask for it. */
        synchronized boolean isConfirmed() {
            return confirmed;
        }

        private synchronized boolean confirm() {
            confirmed |= !ended;
            return !ended;
        }

        private synchronized boolean end() {
            boolean first = !ended;
            ended = true;
            return first;
        }
    }

    RunningHere(DatabaseCalls database, JdbcTiming timing, Renew renew) {
        this.database = database;
        this.timing = timing;
        this.renew = renew;
    }

    void add(ReplayKey key, String execution, boolean again) {
        all.put(execution, new One(key, execution, again));
        if (beating.compareAndSet(false, true)) {
            database.later(this::beat, timing.heartbeat());
        }
    }

    Optional<CompletableFuture<Outcome>> outcomeOf(String execution) {
        return Optional.ofNullable(all.get(execution)).map(One::outcome);
    }

    /** That of a request. */
    Optional<One> of(ReplayKey key) {
        return all.values().stream().filter(one -> one.key.equals(key)).findFirst();
    }

    /** Notes before its end that its answer has arrived; false when it does not run. */
    boolean confirm(String execution) {
        One one = all.get(execution);
        return one != null && one.confirm();
    }

    /** Ends it; it is still found until it is removed. Empty when it does not run. */
    Optional<One> end(String execution) {
        return Optional.ofNullable(all.get(execution)).filter(One::end);
    }

    void remove(String execution) {
        all.remove(execution);
    }

    private void beat() {
        long now = System.nanoTime();
        List<One> old = all.values().stream()
                .filter(one -> now - one.begun >= timing.heartbeat().toNanos())
                .toList();
        try {
            if (!old.isEmpty()) {
                database.call(connection -> {
                    for (One one : old) {
                        renew.renew(connection, one.key, one.execution);
                    }
                    return true;
                });
            }
        } catch (DatabaseDown e) {
            LOG.log(Level.DEBUG, "No sign of life could be given", e);
        } finally {
            beating.set(false);
            if (!all.isEmpty() && beating.compareAndSet(false, true)) {
                database.later(this::beat, timing.heartbeat());
            }
        }
    }
}
