package io.panelws.jetty.replay;

import io.panelws.jetty.replay.ReplayRow.Phase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements of {@link JdbcReplayStore}. Each is atomic by itself, and none begins a transaction. Thread-safe. */
final class ReplayTable {

    private static final String WHERE_EXECUTION = " WHERE node = ? AND request = ? AND execution = ?";
    private static final int SMALL = 1 << 10;
    private static final int CLEANED_AT_ONCE = 500;

    private final Dialect dialect;
    private final String insert;
    private final String find;
    private final String take;
    private final String again;
    private final String end;
    private final String settle;
    private final String revoke;
    private final String renew;

    private ReplayTable(Dialect dialect) {
        String now = dialect.now;
        this.dialect = dialect;
        this.insert = dialect.insert
                + " panel_ws_replay (execution, via, latest_via, latest, phase, expires, node, request)"
                + " VALUES (?, ?, ?, " + now + " - ?, 'R', " + now + " + ?, ?, ?)" + dialect.unlessThere;
        this.find = "SELECT execution, via, latest_via, latest, phase, expires, answer, " + now
                + " FROM panel_ws_replay WHERE node = ? AND request = ?";
        this.take = "UPDATE panel_ws_replay SET execution = ?, via = ?, latest_via = ?, latest = " + now
                + " - ?, phase = 'R', expires = " + now + " + ?, answer = NULL" + WHERE_EXECUTION
                + " AND phase = ? AND latest = ? AND expires = ?";
        this.again = "UPDATE panel_ws_replay SET latest_via = ?, latest = " + now + " - ?" + WHERE_EXECUTION
                + " AND latest < " + now + " - ?";
        this.end = "UPDATE panel_ws_replay SET phase = ?, expires = " + now + " + ?, answer = ?" + WHERE_EXECUTION;
        this.settle = "UPDATE panel_ws_replay SET phase = 'S', expires = " + now
                + ", answer = CASE WHEN octet_length(answer) > " + SMALL + " THEN NULL ELSE answer END"
                + WHERE_EXECUTION + " AND phase <> 'S'";
        this.revoke = "UPDATE panel_ws_replay SET phase = 'S', expires = " + now + ", latest_via = via, answer = ?"
                + WHERE_EXECUTION;
        this.renew = "UPDATE panel_ws_replay SET expires = " + now + " + ?" + WHERE_EXECUTION + " AND phase = 'R'";
    }

    /**
     * Finds out what database it is, and that the table is there.
     *
     * @param create make it where it is not
     */
    static ReplayTable open(Connection connection, boolean create) throws SQLException {
        ReplayTable table = new ReplayTable(Dialect.of(connection.getMetaData().getDatabaseProductName()));
        try (Statement statement = connection.createStatement()) {
            if (create) {
                for (String definition : table.dialect.definition()) {
                    statement.execute(definition);
                }
            }
            statement
                    .executeQuery("SELECT execution FROM panel_ws_replay WHERE 1 = 0")
                    .close();
        }
        return table;
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    /** How long ago it was read. */
    private static long age(Arrival arrival) {
        return Arrival.now() - arrival.read();
    }

    /** Makes the row of an execution; false when there is one of the same request. */
    boolean insert(Connection connection, ReplayKey key, String execution, Arrival arrival, Duration lease)
            throws SQLException {
        String via = arrival.via();
        return update(connection, insert, execution, via, via, age(arrival), micros(lease), key.node(), key.request())
                == 1;
    }

    /** The row of a request. */
    Optional<ReplayRow> find(Connection connection, ReplayKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(find)) {
            statement.setString(1, key.node());
            statement.setString(2, key.request());
            long sent = Arrival.now();
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                return Optional.of(new ReplayRow(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getLong(4),
                        Phase.of(rows.getString(5)),
                        rows.getLong(6),
                        rows.getBytes(7),
                        sent,
                        rows.getLong(8),
                        Arrival.now()));
            }
        }
    }

    /** Puts an execution in the place of one that is over; false when the row is not as it was read any more. */
    boolean take(Connection connection, ReplayKey key, ReplayRow row, String execution, Arrival arrival, Duration lease)
            throws SQLException {
        String via = arrival.via();
        return update(
                        connection,
                        take,
                        execution,
                        via,
                        via,
                        age(arrival),
                        micros(lease),
                        key.node(),
                        key.request(),
                        row.execution(),
                        row.phase().code,
                        row.latest(),
                        row.expires())
                == 1;
    }

    /** Notes that the same has come again. */
    void cameAgain(Connection connection, ReplayKey key, String execution, Arrival arrival) throws SQLException {
        long age = age(arrival);
        update(connection, again, arrival.via(), age, key.node(), key.request(), execution, age);
    }

    /** Notes how an execution has ended. */
    void end(Connection connection, ReplayKey key, String execution, Phase phase, byte[] outcome, Duration keep)
            throws SQLException {
        update(connection, end, phase.code, micros(keep), outcome, key.node(), key.request(), execution);
    }

    /**
     * Notes that its answer has arrived, of one that has ended, whether that could be noted or not. Small answers stay, for
     * who waits at another panel. Whether there was such a row.
     */
    boolean settle(Connection connection, ReplayKey key, String execution) throws SQLException {
        return update(connection, settle, key.node(), key.request(), execution) > 0;
    }

    /**
     * Notes of one that may stand in the place of an equal one that it was not executed: what is known of the other stays, and
     * whoever waits for this one claims again and is no new one by that. Whether there was such a row.
     */
    boolean revoke(Connection connection, ReplayKey key, String execution) throws SQLException {
        byte[] refused = StoredOutcome.write(new Outcome.Elsewhere(false));
        return update(connection, revoke, refused, key.node(), key.request(), execution) > 0;
    }

    /** Forgets an execution; whether there was a row of it. */
    boolean remove(Connection connection, ReplayKey key, String execution) throws SQLException {
        return update(connection, "DELETE FROM panel_ws_replay" + WHERE_EXECUTION, key.node(), key.request(), execution)
                > 0;
    }

    /** Gives a sign of life. */
    void renew(Connection connection, ReplayKey key, String execution, Duration lease) throws SQLException {
        update(connection, renew, micros(lease), key.node(), key.request(), execution);
    }

    /** The time. */
    long now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + dialect.now)) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Removes some of what nobody needs any more.
     *
     * @param age for how long nobody has needed it
     * @return whether there may be more of it
     */
    boolean clean(Connection connection, Duration age) throws SQLException {
        return update(connection, dialect.clean, now(connection) - micros(age), CLEANED_AT_ONCE) == CLEANED_AT_ONCE;
    }

    /**
     * Removes what nodes have too much of, the oldest first: one that makes itself forget harms nobody else.
     *
     * @param most how many executions of one node that have ended stay
     */
    void trim(Connection connection, int most) throws SQLException {
        for (String node : nodesWithMore(connection, most)) {
            long newest = newestToRemove(connection, node, most);
            update(
                    connection,
                    "DELETE FROM panel_ws_replay WHERE node = ? AND phase <> 'R' AND expires <= ?",
                    node,
                    newest);
        }
    }

    private static List<String> nodesWithMore(Connection connection, int most) throws SQLException {
        List<String> nodes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT node FROM panel_ws_replay GROUP BY node HAVING count(*) > "
                                + most + " LIMIT " + CLEANED_AT_ONCE)) {
            while (rows.next()) {
                nodes.add(rows.getString(1));
            }
        }
        return nodes;
    }

    private static long newestToRemove(Connection connection, String node, int most) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT expires FROM panel_ws_replay WHERE node = ? AND phase <> 'R'"
                        + " ORDER BY expires DESC LIMIT 1 OFFSET " + most)) {
            statement.setString(1, node);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : Long.MIN_VALUE;
            }
        }
    }
}
