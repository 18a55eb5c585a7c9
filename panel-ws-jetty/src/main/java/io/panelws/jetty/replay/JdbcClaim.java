package io.panelws.jetty.replay;

import io.panelws.jetty.replay.LaterWrites.Write;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One claim of {@link JdbcReplayStore}, which its caller may give up while it is made. */
final class JdbcClaim implements DatabaseCalls.Work<Claim> {

    private static final int ROUNDS = 5;
    private static final String TOO_MANY =
            "The same request runs at another panel, and too many wait for such. It was not executed: send it again.";

    private final Parts parts;
    private final ReplayKey key;
    private final Arrival arrival;
    private final String execution;
    private volatile boolean abandoned;

    /** It may stand in the place of an equal one, of which it must be known that it was executed. */
    private volatile boolean took;

    /** What all claims of a store share. */
    record Parts(
            Tables tables,
            RunningHere running,
            RemoteOutcomes elsewhere,
            LaterWrites later,
            Duration lease,
            ReplayRow.Times times) {}

    /** The table, as a connection shows it. */
    interface Tables {
        ReplayTable of(Connection connection) throws SQLException;
    }

    JdbcClaim(Parts parts, ReplayKey key, Arrival arrival, String execution) {
        this.parts = parts;
        this.key = key;
        this.arrival = arrival;
        this.execution = execution;
    }

    /** It may have been made all the same, or still be: its row must not stand for something that nobody executes. */
    void abandon() {
        abandoned = true;
        parts.running().remove(execution);
        parts.later().add(removal(true));
    }

    /** What hung with the database may be done when it goes on, and after this. */
    private Write removal(boolean first) {
        return new Write(execution, false, 0, connection -> {
            boolean removed = undo(connection, parts.tables().of(connection));
            if (!removed && first) {
                parts.later().add(removal(false), parts.lease());
            }
        });
    }

    /** Whether there was something to undo. */
    private boolean undo(Connection connection, ReplayTable rows) throws SQLException {
        return took ? rows.revoke(connection, key, execution) : rows.remove(connection, key, execution);
    }

    @Override
    public Claim on(Connection connection) throws SQLException {
        ReplayTable rows = parts.tables().of(connection);
        for (int i = 0; i < ROUNDS && !abandoned; i++) {
            if (rows.insert(connection, key, execution, arrival, parts.lease())) {
                took = false;
                return execute(connection, rows);
            }
            Optional<ReplayRow> row = rows.find(connection, key);
            Optional<Claim> claim = row.isEmpty() ? Optional.empty() : judge(connection, rows, row.get());
            if (claim.isPresent()) {
                return claim.get();
            }
        }
        throw new SQLException("too many claim the same request at once", "40001");
    }

    /** Empty when the row has changed meanwhile. */
    private Optional<Claim> judge(Connection connection, ReplayTable rows, ReplayRow row) throws SQLException {
        if (row.execution().equals(execution)) {
            // Made when the connection broke.
            return Optional.of(execute(connection, rows));
        }
        return switch (row.judge(arrival, parts.later().settles(row.execution()), parts.times())) {
            case NEW -> {
                took = true;
                yield rows.take(connection, key, row, execution, arrival, parts.lease())
                        ? Optional.of(execute(connection, rows))
                        : Optional.empty();
            }
            case WAITS -> {
                rows.cameAgain(connection, key, row.execution(), arrival);
                yield Optional.of(waits(row.execution()));
            }
            case REPEATS -> {
                rows.cameAgain(connection, key, row.execution(), arrival);
                yield Optional.of(new Claim.Repeats(row.execution(), CompletableFuture.completedFuture(row.outcome())));
            }
            case OVERTAKEN -> Optional.of(new Claim.Overtaken());
            case NEEDS_PROOF -> Optional.of(new Claim.NeedsProof());
        };
    }

    private Claim execute(Connection connection, ReplayTable rows) throws SQLException {
        parts.running().add(key, execution, took);
        if (abandoned) {
            parts.running().remove(execution);
            undo(connection, rows);
        }
        return new Claim.Execute(execution);
    }

    private Claim waits(String other) {
        return parts.running()
                .outcomeOf(other)
                .or(() -> parts.elsewhere().of(key, other))
                .<Claim>map(outcome -> new Claim.Repeats(other, outcome))
                .orElseGet(() -> new Claim.Unavailable(TOO_MANY));
    }
}
