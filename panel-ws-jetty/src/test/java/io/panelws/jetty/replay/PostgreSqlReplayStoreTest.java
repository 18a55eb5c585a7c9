package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.testing.DatabaseServer.Kind;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgreSqlReplayStoreTest extends JdbcReplayStoreTests {

    private static DatabaseTests database;

    @BeforeAll
    static void start() throws Exception {
        database = new DatabaseTests(Kind.POSTGRESQL);
    }

    @AfterAll
    static void stop() {
        if (database != null) {
            database.close();
        }
    }

    @Override
    DatabaseTests database() {
        return database;
    }

    /** It waits for a lock when its caller goes, and is made when the lock is free. */
    @Test
    void undoesAClaimThatTheDatabaseMakesAfterItWasGivenUp() throws Exception {
        JdbcTiming hasty = new JdbcTiming(
                Duration.ofMillis(300),
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                Duration.ofMillis(20),
                Duration.ofMinutes(1));
        JdbcReplayStore other = database.store(WhenDown.REFUSE, hasty);
        String where = "WHERE node = '" + key.node() + "' AND execution <> '" + executeAndSettle(http(11)) + "'";
        try (Connection holder = database.server.source().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.executeQuery("SELECT 1 FROM panel_ws_replay WHERE node = '" + key.node() + "' FOR UPDATE");
            assertThat(other.claim(key, http(12))).isInstanceOf(Claim.Unavailable.class);
            holder.rollback();
        }
        await().until(() -> database.count(where) == 1);
        await().until(() -> database.count(where + " AND phase = 'S'") == 1);
        assertThat(store().claim(key, on("late", 13))).isEqualTo(new Claim.NeedsProof());
    }
}
