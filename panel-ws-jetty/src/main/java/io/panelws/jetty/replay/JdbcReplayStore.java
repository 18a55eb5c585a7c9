package io.panelws.jetty.replay;

import io.panelws.jetty.replay.LaterWrites.Write;
import io.panelws.jetty.replay.ReplayRow.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Keeps everything in a table of the panel's own database, PostgreSQL, MariaDB or MySQL: what one panel has executed, no
 * other executes again, nor the same one after a crash. The table is {@code panel_ws_replay}; the statements that make it
 * are in this package, {@code postgresql.sql} and {@code mariadb.sql}.
 *
 * <pre>
 *   no row ──claim──> R running ──end──> D in doubt ──settle, or keep is over──> S settled ──15 min──> no row
 *                     │   │ │ end, refused: no row                               │
 *                     │   │ └ its panel gives no sign of life for 10 s: as       └ claimed again: R, another execution
 *                     │   │   ended, nobody knows how; 409, never executed again
 *                     │   └ the same at another panel: looks at the row until it has ended
 *                     └ every 2.5 s while it runs: a sign of life
 * </pre>
 *
 * <p>Whatever is compared between panels is of the database's clock. A claim is one statement, which waits for the disk as
 * any commit does, and so is an end. That an answer has arrived is written behind, some milliseconds later; until then an
 * equal request at another panel is taken for a repetition.
 *
 * <p>The calling thread waits for the database, 3 s at most, whatever pool and driver do; at most four connections are
 * taken from the pool. Each minute each panel removes what is too old, and of each node all but 64 executions that have
 * ended. While the database is down nobody waits, and {@link WhenDown} says what becomes of requests.
 *
 * <p>This class is thread-safe. It has threads only while it is used, and needs not be closed.
 */
public final class JdbcReplayStore implements ReplayStore {

    private static final Duration SETTLED = Duration.ofMinutes(15);
    private static final int CLEANED_PIECES = 20;
    private static final int MOST_OF_A_NODE = 64;
    private static final Duration AT_THE_STOP = Duration.ofSeconds(1);
    private static final String DOWN =
            "The memory that the panels share cannot be reached, so that nobody knows whether"
                    + " this request has been executed. It was not executed now: send it again.";

    private static final String STOOD_STILL =
            "This panel stood still for so long while it noted this request that others take it for dead. It was not"
                    + " executed: send it again.";

    private final Supplier<DataSource> source;
    private final String name;
    private final Settings settings;
    private final JdbcTiming timing;
    private final StoreCounts counts;
    private final JdbcClaim.Parts parts;
    private final DatabaseCalls database;
    private final LaterWrites later;
    private final RunningHere running;
    private final MemoryReplayStore memory = new MemoryReplayStore(() -> Instant.EPOCH.plusNanos(System.nanoTime()));

    private final String process = UUID.randomUUID().toString().substring(24) + "-";
    private final AtomicLong executions = new AtomicLong();
    private final AtomicBoolean cleaning = new AtomicBoolean();
    private volatile long nextCleaning = System.nanoTime();
    private volatile ReplayTable table;

    /**
     * What can be set; the filter sets it from its options.
     *
     * @param window how long an answer may be asked for whose panel has died while it executed
     * @param whenDown what becomes of requests while the database is down
     * @param create whether to make the table where there is none
     */
    public record Settings(Duration window, WhenDown whenDown, boolean create) {

        /** What holds where nothing is set. */
        public static final Settings DEFAULT = new Settings(Duration.ofSeconds(30), WhenDown.REFUSE, false);
    }

    /**
     * What an operator wants to know, since the start, of this store and of all that were made of it by {@link #with}.
     *
     * @param available whether the database can be used
     * @param outages how often it could not any more
     * @param refused requests that were answered 503 because of that
     * @param local requests that were remembered in this process only because of that
     */
    public record Figures(boolean available, long outages, long refused, long local) {}

    private JdbcReplayStore(
            Supplier<DataSource> source, String name, Settings settings, JdbcTiming timing, StoreCounts counts) {
        this.source = source;
        this.name = name;
        this.settings = settings;
        this.timing = timing;
        this.counts = counts;
        this.database = new DatabaseCalls(source, timing, counts);
        this.later = new LaterWrites(database);
        this.running = new RunningHere(database, timing, (connection, key, execution) -> table(connection)
                .renew(connection, key, execution, timing.lease()));
        RemoteOutcomes elsewhere = new RemoteOutcomes(
                database, timing, (connection, key) -> table(connection).find(connection, key));
        ReplayRow.Times times = new ReplayRow.Times(micros(settings.window()), micros(SETTLED), micros(timing.call()));
        this.parts = new JdbcClaim.Parts(this::table, running, elsewhere, later, timing.lease(), times);
        database.onReturn(connection -> table(connection).now(connection), later::flush);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    /**
     * A store in a database of the panel's.
     *
     * @param source gives connections, best from a pool; it stays the panel's
     * @return a store with {@link Settings#DEFAULT}, unless it is given to a filter
     */
    public static JdbcReplayStore of(DataSource source) {
        Objects.requireNonNull(source);
        return new JdbcReplayStore(() -> source, "", Settings.DEFAULT, JdbcTiming.STANDARD, new StoreCounts());
    }

    /**
     * A store in a database that the server gives a name.
     *
     * @param name of a {@link DataSource} in JNDI, {@code java:comp/env/jdbc/panel} for one; looked up when it is needed
     * @return a store with {@link Settings#DEFAULT}, unless it is given to a filter
     */
    public static JdbcReplayStore named(String name) {
        return new JdbcReplayStore(
                new NamedDataSource(name), name, Settings.DEFAULT, JdbcTiming.STANDARD, new StoreCounts());
    }

    /**
     * The same database with other settings.
     *
     * @param other the settings
     * @return a new store
     */
    public JdbcReplayStore with(Settings other) {
        return new JdbcReplayStore(source, name, other, timing, counts);
    }

    JdbcReplayStore with(JdbcTiming other) {
        return new JdbcReplayStore(source, name, settings, other, counts);
    }

    /**
     * Looks whether it can work, and makes the table if that is wanted. Where the database is down, a warning says so, and
     * that is all.
     *
     * @return this
     * @throws IllegalStateException with a sentence that says what to do: there is no such table or data source, or the
     *     database is of another kind
     */
    public JdbcReplayStore start() {
        source.get();
        try {
            database.call(this::table);
        } catch (DatabaseDown e) {
            if (e.getCause() instanceof SQLException cause) {
                refuseToStart(cause);
            }
        }
        return this;
    }

    /** 42: there is no such table, or no right to it; 0A: not supported. */
    private void refuseToStart(SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        if (state.startsWith("42")) {
            throw new IllegalStateException(
                    "the table panel_ws_replay of the replayStore cannot be used (" + cause.getMessage()
                            + "). Set replayStoreCreate=true, or let its administrator run the statements of"
                            + " io/panelws/jetty/replay/postgresql.sql or mariadb.sql in panel-ws-jetty.jar",
                    cause);
        }
        if (cause instanceof java.sql.SQLFeatureNotSupportedException) {
            throw new IllegalStateException(cause.getMessage(), cause);
        }
    }

    /**
     * Tells how it fares.
     *
     * @return a copy
     */
    public Figures figures() {
        return new Figures(counts.available, counts.outages.sum(), counts.refused.sum(), counts.local.sum());
    }

    /** Whether nothing waits to be written, for tests. */
    boolean isWritten() {
        return later.isEmpty();
    }

    private ReplayTable table(Connection connection) throws SQLException {
        ReplayTable known = table;
        if (known == null) {
            known = ReplayTable.open(connection, settings.create());
            table = known;
        }
        return known;
    }

    /** Another panel may. */
    @Override
    public boolean mayKnow(String node) {
        return true;
    }

    @Override
    public Claim claim(ReplayKey key, Arrival arrival) {
        if (memory.mayKnow(key.node())) {
            Optional<Claim> known = memory.claimKnown(key, arrival);
            if (known.isPresent()) {
                return known.get();
            }
        }
        JdbcClaim attempt =
                new JdbcClaim(parts, key, arrival, process + Long.toString(executions.incrementAndGet(), 36));
        long begun = System.nanoTime();
        try {
            Claim claim = database.call(attempt);
            cleanNowAndThen();
            if (claim instanceof Claim.Execute
                    && System.nanoTime() - begun >= timing.lease().toNanos()) {
                attempt.abandon();
                counts.refused.increment();
                return new Claim.Unavailable(STOOD_STILL);
            }
            return claim;
        } catch (DatabaseDown e) {
            attempt.abandon();
            return whenDown(key, arrival);
        }
    }

    private Claim whenDown(ReplayKey key, Arrival arrival) {
        if (settings.whenDown() == WhenDown.REFUSE) {
            counts.refused.increment();
            return new Claim.Unavailable(DOWN);
        }
        counts.local.increment();
        return running.of(key)
                .<Claim>map(one -> new Claim.Repeats(one.execution(), one.outcome()))
                .orElseGet(() -> memory.claim(key, arrival));
    }

    /** Those of the memory are numbers. */
    private static boolean isInMemory(String id) {
        return id.indexOf('-') < 0;
    }

    @Override
    public void end(ReplayKey key, String id, Outcome outcome, Duration keep) {
        if (isInMemory(id)) {
            memory.end(key, id, outcome, keep);
            return;
        }
        Optional<RunningHere.One> one = running.end(id);
        if (one.isEmpty()) {
            return;
        }
        try {
            noteEnd(key, one.get(), outcome, keep);
        } finally {
            running.remove(id);
            one.get().outcome().complete(outcome);
        }
    }

    private void noteEnd(ReplayKey key, RunningHere.One one, Outcome outcome, Duration keep) {
        String id = one.execution();
        boolean settled = one.isConfirmed();
        byte[] bytes = keep.isZero() ? new byte[0] : StoredOutcome.write(outcome);
        LaterWrites.Statement statement;
        if (!keep.isZero()) {
            Phase phase = settled ? Phase.SETTLED : Phase.IN_DOUBT;
            Duration asked = settled ? Duration.ZERO : keep;
            statement = connection -> table(connection).end(connection, key, id, phase, bytes, asked);
        } else if (one.isAgain()) {
            statement = connection -> table(connection).revoke(connection, key, id);
        } else {
            statement = connection -> table(connection).remove(connection, key, id);
        }
        try {
            database.call(connection -> {
                statement.on(connection);
                return true;
            });
        } catch (DatabaseDown e) {
            later.add(new Write(id, settled, bytes.length, statement));
        }
    }

    @Override
    public void settle(ReplayKey key, String id) {
        if (isInMemory(id)) {
            memory.settle(key, id);
        } else if (!running.confirm(id)) {
            later.add(new Write(id, true, 0, connection -> table(connection).settle(connection, key, id)));
        }
    }

    /** As {@link #settle}: who else is connected to another panel is not known here. */
    @Override
    public void forget(ReplayKey key, String id) {
        settle(key, id);
    }

    /** Does nothing, for the same reason: what is settled goes after 15 minutes. */
    @Override
    public void forgetSettled(String node, long before) {
        // See above.
    }

    @Override
    public void flush() {
        later.awaitEmpty(AT_THE_STOP);
    }

    /** By whoever comes, in another thread. */
    private void cleanNowAndThen() {
        if (System.nanoTime() - nextCleaning >= 0 && cleaning.compareAndSet(false, true)) {
            database.later(() -> clean(1), Duration.ZERO);
        }
    }

    /** One piece after another, so that signs of life come in between. */
    private void clean(int pieces) {
        boolean more = false;
        try {
            Duration age = SETTLED.plus(settings.window());
            more = database.call(connection -> table(connection).clean(connection, age)) && pieces < CLEANED_PIECES;
            if (!more) {
                database.call(connection -> {
                    table(connection).trim(connection, MOST_OF_A_NODE);
                    return true;
                });
            }
        } catch (DatabaseDown e) {
            // The next one will.
        } finally {
            if (more) {
                database.later(() -> clean(pieces + 1), Duration.ZERO);
            } else {
                cleanLater();
            }
        }
    }

    /** Not all panels at once. */
    private void cleanLater() {
        long jitter = ThreadLocalRandom.current().nextLong(timing.clean().toNanos() / 2);
        nextCleaning = System.nanoTime() + timing.clean().toNanos() - jitter / 2;
        cleaning.set(false);
    }

    /** Whether it is the same database by name. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof JdbcReplayStore that
                        && !name.isEmpty()
                        && name.equals(that.name)
                        && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return name.isEmpty() ? System.identityHashCode(this) : name.hashCode();
    }

    /** As the option is written. */
    @Override
    public String toString() {
        return name.isEmpty() ? getClass().getName() : "jdbc:" + name;
    }
}
