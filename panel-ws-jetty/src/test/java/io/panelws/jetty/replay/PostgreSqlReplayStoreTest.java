package io.panelws.jetty.replay;

import io.panelws.jetty.testing.DatabaseServer.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

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
}
