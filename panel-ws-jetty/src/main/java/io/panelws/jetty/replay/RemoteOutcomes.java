package io.panelws.jetty.replay;

import io.panelws.jetty.log.Log;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The outcomes of executions that run at other panels, of at most {@value #MAX} at a time. While anybody waits, their rows
 * are read now and then, by one thread for all; who waits holds none.
 *
 * <p>This class is thread-safe.
 */
final class RemoteOutcomes {

    static final int MAX = 1_000;

    private static final Log LOG = Log.of(RemoteOutcomes.class);

    private final DatabaseCalls database;
    private final JdbcTiming timing;
    private final Find find;

    // Guarded by this.
    private final Map<String, Waiting> waiting = new HashMap<>();
    private boolean looking;

    /** Reads the row of a request. */
    interface Find {
        Optional<ReplayRow> find(Connection connection, ReplayKey key) throws SQLException;
    }

    private record Waiting(ReplayKey key, String execution, CompletableFuture<Outcome> outcome) {}

    RemoteOutcomes(DatabaseCalls database, JdbcTiming timing, Find find) {
        this.database = database;
        this.timing = timing;
        this.find = find;
    }

    /** Waits for the end of an execution; empty when too many are waited for. */
    synchronized Optional<CompletableFuture<Outcome>> of(ReplayKey key, String execution) {
        Waiting known = waiting.get(execution);
        if (known == null && waiting.size() >= MAX) {
            return Optional.empty();
        }
        if (known == null) {
            known = new Waiting(key, execution, new CompletableFuture<>());
            waiting.put(execution, known);
        }
        if (!looking) {
            looking = true;
            database.later(this::look, timing.poll());
        }
        return Optional.of(known.outcome());
    }

    private void look() {
        List<Waiting> all;
        synchronized (this) {
            all = List.copyOf(waiting.values());
        }
        try {
            Map<Waiting, Outcome> ended = database.call(connection -> read(connection, all));
            synchronized (this) {
                ended.keySet().forEach(one -> waiting.remove(one.execution()));
            }
            ended.forEach((one, outcome) -> one.outcome().complete(outcome));
        } catch (DatabaseDown e) {
            LOG.log(Level.DEBUG, "How executions at other panels end cannot be read", e);
        } finally {
            lookAgain();
        }
    }

    private synchronized void lookAgain() {
        looking = !waiting.isEmpty();
        if (looking) {
            database.later(this::look, timing.poll());
        }
    }

    private Map<Waiting, Outcome> read(Connection connection, List<Waiting> all) throws SQLException {
        Map<Waiting, Outcome> ended = new HashMap<>();
        for (Waiting one : all) {
            Optional<ReplayRow> row = find.find(connection, one.key());
            if (row.isEmpty()) {
                // Refused, or not begun: it has changed nothing, and who waits claims again.
                ended.put(one, new Outcome.Elsewhere(false));
            } else if (!row.get().execution().equals(one.execution())) {
                ended.put(one, new Outcome.Unknown());
            } else if (!row.get().isRunning()) {
                ended.put(one, row.get().outcome());
            }
        }
        return ended;
    }
}
