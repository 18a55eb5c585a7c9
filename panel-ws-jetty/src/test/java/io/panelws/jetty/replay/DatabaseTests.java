package io.panelws.jetty.replay;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.panelws.jetty.testing.DatabaseServer;
import io.panelws.jetty.testing.DatabaseServer.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A database server for all tests of a class, and panels' stores on one table of it. */
final class DatabaseTests implements AutoCloseable {

    static final JdbcTiming TIMING = new JdbcTiming(
            Duration.ofSeconds(3),
            Duration.ofMillis(100),
            Duration.ofSeconds(10),
            Duration.ofMillis(20),
            Duration.ofMinutes(1));

    final DatabaseServer server;
    private final List<HikariDataSource> pools = new ArrayList<>();

    DatabaseTests(Kind kind) throws Exception {
        server = DatabaseServer.start(kind);
    }

    /** A pool as a panel has one: its connections are not checked by us. */
    HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url());
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    /** The store of one more panel. */
    JdbcReplayStore store(WhenDown whenDown, JdbcTiming timing) {
        return JdbcReplayStore.of(pool())
                .with(new JdbcReplayStore.Settings(Duration.ofSeconds(30), whenDown, true))
                .with(timing)
                .start();
    }

    JdbcReplayStore store() {
        return store(WhenDown.REFUSE, TIMING);
    }

    void forward(ReplayKey key, Duration time) throws SQLException {
        execute("UPDATE panel_ws_replay SET expires = expires - ? WHERE node = ?", time.toNanos() / 1000, key.node());
    }

    int execute(String sql, Object... values) throws SQLException {
        try (Connection connection = server.source().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    long count(String where) throws SQLException {
        try (Connection connection = server.source().getConnection();
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM panel_ws_replay " + where)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static void written(JdbcReplayStore store) {
        await().until(store::isWritten);
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
        server.close();
    }
}
