package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract, and what two panels with one table do. */
abstract class JdbcReplayStoreTests extends ReplayStoreContract {

    private JdbcReplayStore store;
    private JdbcReplayStore other;

    abstract DatabaseTests database();

    @Override
    JdbcReplayStore store() {
        if (store == null) {
            store = database().store();
        }
        return store;
    }

    final JdbcReplayStore other() {
        if (other == null) {
            other = database().store();
        }
        return other;
    }

    @Override
    void forward(Duration time) throws Exception {
        database().forward(key, time);
    }

    @Override
    void written() {
        DatabaseTests.written(store());
    }

    private CompletableFuture<Outcome> repeatAtOther(Arrival arrival) {
        Claim claim = other().claim(key, arrival);
        assertThat(claim).isInstanceOf(Claim.Repeats.class);
        return ((Claim.Repeats) claim).outcome().toCompletableFuture();
    }

    @Test
    void letsAnotherPanelWaitForTheOutcome() {
        String first = execute(on("a", 11));
        CompletableFuture<Outcome> second = repeatAtOther(on("b", 12));
        CompletableFuture<Outcome> third = repeatAtOther(http(13));
        assertThat(second).isNotDone();
        store().end(key, first, ANSWER, WINDOW);
        assertBecomes(second, ANSWER);
        assertBecomes(third, ANSWER);
    }

    @Test
    void answersAtAnotherPanelWhatIsOver() {
        executeAndEnd(on("a", 11));
        assertThat(repeatAtOther(on("b", 12))).isCompletedWithValue(ANSWER);
    }

    @Test
    void doesNotExecuteAtAnotherPanelWhatIsLate() {
        executeAndSettle(on("a", 11));
        assertThat(other().claim(key, on("b", 12))).isEqualTo(new Claim.NeedsProof());
        assertThat(other().claim(key, on("b", 13).provedAt(at(14)))).isInstanceOf(Claim.Execute.class);
    }

    @Test
    void executesAtAnotherPanelWhatIsNew() {
        executeAndSettle(on("a", 11));
        assertThat(other().claim(key, on("b", 12, 13))).isInstanceOf(Claim.Execute.class);
    }

    @Test
    void isSettledByThePanelThatHasAnsweredTheRepetition() {
        String first = executeAndEnd(on("a", 11));
        assertThat(repeatAtOther(on("b", 12))).isCompletedWithValue(ANSWER);
        other().settle(key, first);
        DatabaseTests.written(other());
        execute(http(13));
    }

    @Test
    void letsWhoWaitsClaimAgainWhatWasRefused() {
        String first = execute(on("a", 11));
        CompletableFuture<Outcome> second = repeatAtOther(on("b", 12));
        store().end(key, first, ANSWER, Duration.ZERO);
        assertBecomes(second, new Outcome.Elsewhere(false));
        assertThat(other().claim(key, on("b", 12))).isInstanceOf(Claim.Execute.class);
    }

    @Test
    void givesWhatSettledMeanwhileToWhoWaited() {
        String first = execute(on("a", 11));
        CompletableFuture<Outcome> second = repeatAtOther(on("b", 12));
        store().end(key, first, ANSWER, WINDOW);
        store().settle(key, first);
        assertBecomes(second, ANSWER);
    }

    @Test
    void executesNothingAgainWhosePanelHasDiedAndSaysSo() throws Exception {
        execute(on("a", 11));
        CompletableFuture<Outcome> second = repeatAtOther(on("b", 12));
        assertThat(second).isNotDone();
        // No sign of life comes: as far as anybody can see, the panel that executes is dead.
        forward(Duration.ofSeconds(11));
        assertBecomes(second, new Outcome.Unknown());
        assertThat(repeatAtOther(http(13))).isCompletedWithValue(new Outcome.Unknown());
        forward(WINDOW);
        assertThat(other().claim(key, on("c", 14))).isEqualTo(new Claim.NeedsProof());
        assertThat(other().claim(key, on("c", 14, 15))).isInstanceOf(Claim.Execute.class);
    }

    @Test
    void takesAPanelForAliveThatExecutesForLong() throws Exception {
        JdbcTiming hasty = new JdbcTiming(
                Duration.ofSeconds(3),
                Duration.ofMillis(100),
                Duration.ofMillis(800),
                Duration.ofMillis(20),
                Duration.ofMinutes(1));
        JdbcReplayStore slow = database().store(WhenDown.REFUSE, hasty);
        String first = ((Claim.Execute) slow.claim(key, on("a", 11))).id();
        CompletableFuture<Outcome> second = repeatAtOther(on("b", 12));
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(6)).until(() -> !second.isDone());
        slow.end(key, first, ANSWER, WINDOW);
        assertBecomes(second, ANSWER);
    }

    @Test
    void keepsAnAnswerOfAnySize() {
        byte[] body = new byte[1 << 20];
        new Random(1).nextBytes(body);
        Outcome.Answer large = new Outcome.Answer(201, List.of(new Outcome.Field("X-Umlaut", "ä€")), body);
        store().end(key, execute(on("a", 11)), large, WINDOW);
        assertThat(repeatAtOther(on("b", 12))).isCompletedWithValue(large);
    }

    @Test
    void removesWhatIsTooOldInPiecesAndNothingElse() throws Exception {
        for (int i = 0; i < 1_200; i++) {
            ReplayKey old = new ReplayKey("old-" + i, key.node());
            String id = ((Claim.Execute) store().claim(old, on("a", 11))).id();
            store().end(old, id, ANSWER, WINDOW);
        }
        execute(on("a", 11));
        database().execute("UPDATE panel_ws_replay SET expires = expires - 1000000 * 60 * 17 WHERE node LIKE 'old-%'");
        database().store().claim(new ReplayKey("new", key.node()), http(12));
        await().until(() -> database().count("WHERE node LIKE 'old-%'") == 0);
        assertThat(database().count("WHERE node = '" + key.node() + "'")).isEqualTo(1);
    }

    @Test
    void forgetsTheOldestOfANodeThatHasTooMany() throws Exception {
        String first = executeAndEnd(on("a", 11));
        for (int i = 0; i < 99; i++) {
            ReplayKey more = new ReplayKey(key.node(), "more-" + i);
            store().end(more, ((Claim.Execute) store().claim(more, on("a", 11))).id(), ANSWER, WINDOW);
        }
        ReplayKey runs = new ReplayKey(key.node(), "runs");
        assertThat(store().claim(runs, on("a", 11))).isInstanceOf(Claim.Execute.class);
        database().store().claim(new ReplayKey("new", key.node()), http(12));
        await().until(() -> database().count("WHERE node = '" + key.node() + "'") == 65);
        assertThat(database().count("WHERE execution = '" + first + "'")).isZero();
        assertThat(store().claim(runs, on("b", 12))).isInstanceOf(Claim.Repeats.class);
    }

    @Test
    void isClaimedOnceByWhomeverOfTwoPanelsComesFirst() throws Exception {
        int keys = 2_000;
        int threads = 4;
        List<ReplayKey> all = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            all.add(new ReplayKey(key.node(), Integer.toString(i)));
        }
        AtomicIntegerArray executed = new AtomicIntegerArray(keys);
        AtomicIntegerArray repeated = new AtomicIntegerArray(keys);
        CyclicBarrier start = new CyclicBarrier(2 * threads);
        ExecutorService pool = Executors.newFixedThreadPool(2 * threads);
        List<Future<Void>> running = new ArrayList<>();
        for (int thread = 0; thread < 2 * threads; thread++) {
            int number = thread;
            JdbcReplayStore mine = thread % 2 == 0 ? store() : other();
            Callable<Void> claims = () -> {
                Random random = new Random(number);
                for (int window = 0; window < keys; window += 4) {
                    List<Integer> some = new ArrayList<>(List.of(window, window + 1, window + 2, window + 3));
                    Collections.shuffle(some, random);
                    start.await();
                    for (int i : some) {
                        Claim claim = mine.claim(all.get(i), on("thread-" + number, 11));
                        if (claim instanceof Claim.Execute execute) {
                            executed.incrementAndGet(i);
                            mine.end(all.get(i), execute.id(), ANSWER, WINDOW);
                        } else if (claim instanceof Claim.Repeats repeats) {
                            repeats.outcome()
                                    .whenComplete((outcome, failure) ->
                                            repeated.addAndGet(number < 0 ? 0 : i, ANSWER.equals(outcome) ? 1 : 0));
                        }
                    }
                }
                return null;
            };
            running.add(pool.submit(claims));
        }
        for (Future<Void> each : running) {
            each.get();
        }
        pool.shutdown();
        assertThat(IntStream.range(0, keys).filter(i -> executed.get(i) != 1)).isEmpty();
        await().until(() -> IntStream.range(0, keys).allMatch(i -> repeated.get(i) == 2 * threads - 1));
    }
}
