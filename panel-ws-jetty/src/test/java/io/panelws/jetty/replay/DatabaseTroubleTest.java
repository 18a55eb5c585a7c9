package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.panelws.jetty.testing.DatabaseServer.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The database is down, or does not answer, or has no table. */
class DatabaseTroubleTest {

    private static final Duration CALL = Duration.ofMillis(700);
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final JdbcTiming HASTY = new JdbcTiming(
            CALL, Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofMillis(20), Duration.ofMinutes(1));
    private static final Outcome ANSWER = new Outcome.Answer(200, List.of(), new byte[] {1});

    private static DatabaseTests database;

    private final ReplayKey key = new ReplayKey(UUID.randomUUID().toString(), "push");

    @BeforeAll
    static void start() throws Exception {
        database = new DatabaseTests(Kind.MARIADB);
    }

    /** Another test may have failed while it was down. */
    @BeforeEach
    void startAgain() throws Exception {
        database.server.start();
    }

    @AfterAll
    static void stop() {
        if (database != null) {
            database.close();
        }
    }

    private static Arrival on(String via) {
        long now = Arrival.now();
        return new Arrival(via, now - 10_000_000, now, 0);
    }

    private static String execute(ReplayStore store, ReplayKey key, String via) {
        Claim claim = store.claim(key, on(via));
        assertThat(claim).isInstanceOf(Claim.Execute.class);
        return ((Claim.Execute) claim).id();
    }

    private static void assertRepeats(Claim claim) {
        assertThat(claim).isInstanceOf(Claim.Repeats.class);
        CompletableFuture<Outcome> outcome = ((Claim.Repeats) claim).outcome().toCompletableFuture();
        await().until(outcome::isDone);
        assertThat(outcome).isCompletedWithValue(ANSWER);
    }

    private static void awaitUp(JdbcReplayStore store) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> store.claim(new ReplayKey(UUID.randomUUID().toString(), "probe"), on("probe"))
                                instanceof Claim.Execute
                        && store.figures().available());
    }

    /** Nobody is kept for longer than a call may take, and a little for a machine that is busy. */
    private static <T> T inTime(Supplier<T> call) {
        CompletableFuture<T> done = CompletableFuture.supplyAsync(call);
        assertThat(done).succeedsWithin(CALL.plusSeconds(2));
        return done.join();
    }

    @Test
    void refusesWhileTheDatabaseIsDownAndNotesAfterwardsWhatEndedMeanwhile() throws Exception {
        JdbcReplayStore store = database.store(WhenDown.REFUSE, HASTY);
        JdbcReplayStore other = database.store(WhenDown.REFUSE, HASTY);
        String runs = execute(store, key, "a");
        ReplayKey later = new ReplayKey(key.node(), "later");

        database.server.kill();
        assertThat(inTime(() -> store.claim(later, on("a")))).isInstanceOf(Claim.Unavailable.class);
        assertThat(inTime(() -> store.claim(later, on("b")))).isInstanceOf(Claim.Unavailable.class);
        store.end(key, runs, ANSWER, WINDOW);
        assertThat(store.figures()).isEqualTo(new JdbcReplayStore.Figures(false, 1, 2, 0));

        database.server.start();
        awaitUp(store);
        DatabaseTests.written(store);
        awaitUp(other);
        assertRepeats(other.claim(key, on("b")));
        assertThat(other.claim(later, on("c"))).isInstanceOf(Claim.Execute.class);
    }

    @Test
    void remembersInThisProcessWhileTheDatabaseIsDownWhereThatIsWanted() throws Exception {
        JdbcReplayStore store = database.store(WhenDown.LOCAL, HASTY);
        String runs = execute(store, key, "a");
        ReplayKey later = new ReplayKey(key.node(), "later");

        database.server.kill();
        String id = inTime(() -> execute(store, later, "a"));
        store.end(later, id, ANSWER, WINDOW);
        assertRepeats(store.claim(later, on("b")));
        Claim waits = store.claim(key, on("b"));
        store.end(key, runs, ANSWER, WINDOW);
        assertRepeats(waits);
        assertThat(store.figures().local()).isEqualTo(2);

        database.server.start();
        awaitUp(store);
        assertRepeats(store.claim(later, on("c")));
        store.settle(later, id);
        assertThat(store.claim(later, on("d"))).isEqualTo(new Claim.NeedsProof());
    }

    @Test
    void hangsNobodyWhileTheDatabaseHangs() throws Exception {
        JdbcReplayStore store = database.store(WhenDown.REFUSE, HASTY);
        String runs = execute(store, key, "a");
        database.server.freeze();
        try {
            assertThat(inTime(() -> store.claim(new ReplayKey(key.node(), "late"), on("a"))))
                    .isInstanceOf(Claim.Unavailable.class);
            long begun = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                assertThat(store.claim(key, on("b"))).isInstanceOf(Claim.Unavailable.class);
            }
            store.end(key, runs, ANSWER, WINDOW);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        } finally {
            database.server.thaw();
        }
        awaitUp(store);
        DatabaseTests.written(store);
        assertRepeats(store.claim(key, on("b")));
        // Whatever the database has made of it: nobody executes it, so it does not stand in the way.
        await().atMost(HASTY.lease().multipliedBy(2))
                .until(() -> database.count("WHERE request = 'late' AND node = '" + key.node() + "'") == 0);
    }

    /** What a panel may have: a pool that waits for 30 s, and drivers that wait for whomever accepts. */
    enum Waiting {
        HIKARI,
        POSTGRESQL,
        MARIADB;

        DataSource of(int port) throws Exception {
            String address = "127.0.0.1:" + port + "/panel";
            switch (this) {
                case HIKARI -> {
                    HikariConfig config = new HikariConfig();
                    config.setJdbcUrl("jdbc:mariadb://" + address + "?user=root");
                    config.setInitializationFailTimeout(-1);
                    return new HikariDataSource(config);
                }
                case POSTGRESQL -> {
                    PGSimpleDataSource source = new PGSimpleDataSource();
                    source.setUrl("jdbc:postgresql://" + address + "?user=panel");
                    return source;
                }
                default -> {
                    return new MariaDbDataSource("jdbc:mariadb://" + address + "?user=root");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void hangsNobodyWhereAnAddressAcceptsAndNeverAnswers(Waiting waiting) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            DataSource source = waiting.of(silent.getLocalPort());
            JdbcReplayStore store = JdbcReplayStore.of(source).with(HASTY);
            try {
                inTime(store::start);
                for (int i = 0; i < 20; i++) {
                    assertThat(inTime(() -> store.claim(key, on("a")))).isInstanceOf(Claim.Unavailable.class);
                }
                assertThat(store.figures().available()).isFalse();
            } finally {
                if (source instanceof AutoCloseable pool) {
                    pool.close();
                }
            }
        }
    }

    private static JdbcReplayStore store(JdbcTiming timing, BeforeReply source) {
        return JdbcReplayStore.of(source.dataSource())
                .with(new JdbcReplayStore.Settings(WINDOW, WhenDown.REFUSE, true))
                .with(timing)
                .start();
    }

    @Test
    void stillKnowsWhatWasExecutedBeforeAClaimThatWasGivenUp() throws Exception {
        AtomicBoolean armed = new AtomicBoolean();
        JdbcReplayStore store = store(
                HASTY,
                new BeforeReply(database.pool(), "UPDATE panel_ws_replay SET execution", armed, BeforeReply::lose));
        String first = execute(store, key, Arrival.HTTP);
        store.settle(key, first);
        store.end(key, first, new Outcome.Elsewhere(true), WINDOW);
        armed.set(true);
        assertThat(store.claim(key, Arrival.overHttp())).isInstanceOf(Claim.Unavailable.class);
        awaitUp(store);
        DatabaseTests.written(store);
        assertThat(store.claim(key, on("late"))).isEqualTo(new Claim.NeedsProof());
    }

    /** As a process does that is stopped, and goes on. */
    @Test
    void executesNothingWhenItHasStoodStillUntilOthersTakeItForDead() throws Exception {
        JdbcTiming brief = new JdbcTiming(
                Duration.ofSeconds(30), HASTY.retry(), Duration.ofMillis(200), HASTY.poll(), HASTY.clean());
        String expired = "WHERE node = '" + key.node() + "' AND expires < " + Dialect.MARIADB.now;
        AtomicBoolean armed = new AtomicBoolean(true);
        JdbcReplayStore store =
                store(brief, new BeforeReply(database.pool(), Dialect.MARIADB.insert, armed, () -> await().until(
                                () -> database.count(expired) == 1)));
        assertThat(store.claim(key, on("a"))).isInstanceOf(Claim.Unavailable.class);
        DatabaseTests.written(store);
        execute(store, key, "b");
    }

    @Test
    void writesWhatIsWrittenBehindWhenItsFilterStops() throws Exception {
        JdbcReplayStore store = database.store(WhenDown.REFUSE, HASTY);
        Map<ReplayKey, String> ended = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            ReplayKey one = new ReplayKey(key.node(), "push-" + i);
            ended.put(one, execute(store, one, "a"));
            store.end(one, ended.get(one), ANSWER, WINDOW);
        }
        ended.forEach(store::settle);
        store.flush();
        assertThat(database.count("WHERE phase <> 'S' AND node = '" + key.node() + "'"))
                .isZero();
        database.server.freeze();
        try {
            store.settle(key, "1-1");
            inTime(() -> {
                store.flush();
                return true;
            });
        } finally {
            database.server.thaw();
        }
    }

    @Test
    void usesWhatAPoolHandsOutThatDoesNotCommit() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.server.url());
        config.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JdbcReplayStore store = JdbcReplayStore.of(pool)
                    .with(new JdbcReplayStore.Settings(WINDOW, WhenDown.REFUSE, true))
                    .with(HASTY)
                    .start();
            store.end(key, execute(store, key, "a"), ANSWER, WINDOW);
        }
        assertRepeats(database.store(WhenDown.REFUSE, HASTY).claim(key, on("b")));
    }

    @Test
    void saysAtTheStartThatThereIsNoTable() throws Exception {
        database.store(WhenDown.REFUSE, HASTY);
        database.execute("RENAME TABLE panel_ws_replay TO elsewhere");
        try {
            JdbcReplayStore store = JdbcReplayStore.of(database.pool());
            assertThatThrownBy(store::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("panel_ws_replay")
                    .hasMessageContaining("replayStoreCreate=true");
        } finally {
            database.execute("RENAME TABLE elsewhere TO panel_ws_replay");
        }
    }

    @Test
    void saysAtTheStartThatJndiHasNoSuchName() {
        assertThatThrownBy(() -> JdbcReplayStore.named("postgresql://x/y").start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("postgresql://x/y")
                .hasMessageContaining("jdbc:java:comp/env/jdbc/panel");
    }
}
