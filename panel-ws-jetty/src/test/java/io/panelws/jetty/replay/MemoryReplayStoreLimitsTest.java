package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nobody makes the panel hold more than it should, nor makes it forget what is another's. */
class MemoryReplayStoreLimitsTest {

    private static final Duration WINDOW = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock();
    private final MemoryReplayStore store = new MemoryReplayStore(clock);

    private static ReplayKey key(String node, int number) {
        return new ReplayKey(node, "push" + number);
    }

    private static Arrival on(String via) {
        return new Arrival(via, 10, 11, 0);
    }

    private static Outcome answer(int bytes) {
        return new Outcome.Answer(200, List.of(), new byte[bytes]);
    }

    private String execute(ReplayKey key) {
        return ((Claim.Execute) store.claim(key, on("a"))).id();
    }

    private void executeAndEnd(ReplayKey key, Outcome outcome) {
        store.end(key, execute(key), outcome, WINDOW);
    }

    private CompletableFuture<Outcome> repeat(ReplayKey key) {
        return ((Claim.Repeats) store.claim(key, on("b"))).outcome().toCompletableFuture();
    }

    @Test
    void keepsTheNewestOfANodeAndThoseInDoubtBeforeTheSettledOnes() {
        for (int i = 0; i < 40; i++) {
            String id = execute(key("n", i));
            store.end(key("n", i), id, answer(1), WINDOW);
            store.settle(key("n", i), id);
            clock.forward(Duration.ofMillis(1));
        }
        for (int i = 40; i < 140; i++) {
            executeAndEnd(key("n", i), answer(1));
            clock.forward(Duration.ofMillis(1));
        }
        assertThat(store.size()).isEqualTo(64);
        assertThat(repeat(key("n", 76))).isCompletedWithValue(answer(1));
        assertThat(store.claim(key("n", 75), on("b"))).isInstanceOf(Claim.Execute.class);
        assertThat(store.claim(key("n", 0), on("b"))).isInstanceOf(Claim.Execute.class);
    }

    @Test
    void keepsAllThatRunWhateverTheirNumber() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            ids.add(execute(key("n", i)));
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(repeat(key("n", i))).isNotDone();
        }
        for (int i = 0; i < 1000; i++) {
            store.end(key("n", i), ids.get(i), answer(0), WINDOW);
        }
        assertThat(store.size()).isEqualTo(64);
        store.forgetSettled("n", Long.MAX_VALUE);
        clock.forward(WINDOW);
        for (int i = 0; i < 10; i++) {
            store.claim(key("other", 1), on("a"));
        }
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void keepsSoManyBytesOfANodesAnswers() {
        for (int i = 0; i < 5; i++) {
            executeAndEnd(key("n", i), answer(60 << 10));
        }
        executeAndEnd(key("n", 5), answer(1 << 10));
        assertThat(repeat(key("n", 3))).isCompletedWithValue(answer(60 << 10));
        assertThat(repeat(key("n", 4))).isCompletedWithValue(new Outcome.Unknown());
        assertThat(repeat(key("n", 5))).isCompletedWithValue(answer(1 << 10));
        store.settle(key("n", 0), idOf(key("n", 0)));
        executeAndEnd(key("n", 6), answer(60 << 10));
        assertThat(repeat(key("n", 6))).isCompletedWithValue(answer(60 << 10));
    }

    private String idOf(ReplayKey key) {
        return ((Claim.Repeats) store.claim(key, on("b"))).id();
    }

    @Test
    void tellsThoseWhoWaitAnAnswerThatIsTooLargeToKeep() {
        ReplayKey key = key("n", 1);
        String id = execute(key);
        CompletableFuture<Outcome> waiting = repeat(key);
        store.end(key, id, answer(1 << 20), WINDOW);
        assertThat(waiting).isCompletedWithValue(answer(1 << 20));
        assertThat(repeat(key)).isCompletedWithValue(new Outcome.Unknown());
    }

    @Test
    void countsHeadersAsWell() {
        Outcome large =
                new Outcome.Answer(200, List.of(new Outcome.Field("X-Large", "x".repeat(300 << 10))), new byte[0]);
        executeAndEnd(key("n", 1), large);
        assertThat(repeat(key("n", 1))).isCompletedWithValue(new Outcome.Unknown());
    }

    @Test
    void keepsSoManyBytesOfAllAnswersAndSmallOnesInAnyCase() {
        for (int i = 0; i < 64; i++) {
            executeAndEnd(key("stranger" + i, 1), answer(256 << 10));
        }
        executeAndEnd(key("n", 1), answer(2 << 10));
        executeAndEnd(key("n", 2), answer(1 << 10));
        assertThat(repeat(key("n", 1))).isCompletedWithValue(new Outcome.Unknown());
        assertThat(repeat(key("n", 2))).isCompletedWithValue(answer(1 << 10));
        assertThat(repeat(key("stranger0", 1))).isCompletedWithValue(answer(256 << 10));
    }

    @Test
    void guardsNothingMoreWhenItIsFullAndForgetsNobody() {
        executeAndEnd(key("n", 1), answer(1));
        for (int i = 1; i < MemoryReplayStore.MAX_RECORDS; i++) {
            executeAndEnd(key("stranger" + i, 1), answer(1));
        }
        assertThat(store.claim(key("late", 1), on("a"))).isEqualTo(new Claim.Unguarded());
        assertThat(store.mayKnow("late")).isFalse();
        assertThat(repeat(key("n", 1))).isCompletedWithValue(answer(1));
        assertThat(store.claim(key("n", 1), on("a"))).isInstanceOf(Claim.Execute.class);
        store.forgetSettled("stranger1", Long.MAX_VALUE);
        store.forget(key("stranger2", 1), idOf(key("stranger2", 1)));
        assertThat(store.claim(key("late", 1), on("a"))).isInstanceOf(Claim.Execute.class);
        assertThat(store.size()).isEqualTo(MemoryReplayStore.MAX_RECORDS);
    }

    @Test
    void keepsNothingOfWhatThePanelRefuses() {
        executeAndEnd(key("n", 1), answer(1));
        for (int i = 0; i < 60_000; i++) {
            ReplayKey refused = key("stranger", i);
            store.end(refused, execute(refused), answer(1), Duration.ZERO);
        }
        assertThat(store.size()).isEqualTo(1);
        assertThat(store.mayKnow("stranger")).isFalse();
        assertThat(repeat(key("n", 1))).isCompletedWithValue(answer(1));
    }

    @Test
    void cleansUpALittleAtATime() {
        for (int i = 0; i < 1000; i++) {
            executeAndEnd(key("node" + i, 1), answer(1));
        }
        clock.forward(WINDOW);
        store.claim(key("n", 1), on("a"));
        clock.forward(Duration.ofMinutes(15));
        for (int i = 0; i < 100; i++) {
            store.claim(key("n", 1), on("a"));
            clock.forward(Duration.ofMinutes(15));
        }
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void letsExactlyOneExecuteWhateverIsClaimedAtOnce() throws Exception {
        int keys = 2000;
        int threads = 8;
        ConcurrentHashMap<ReplayKey, AtomicInteger> executed = new ConcurrentHashMap<>();
        ConcurrentHashMap<ReplayKey, String> ids = new ConcurrentHashMap<>();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<List<CompletableFuture<Outcome>>>> results = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Arrival arrival = on("way" + t);
            results.add(pool.submit(() -> {
                List<CompletableFuture<Outcome>> mine = new ArrayList<>();
                for (int i = 0; i < keys; i++) {
                    ReplayKey key = key("node" + i % 100, i);
                    Claim claim = store.claim(key, arrival);
                    if (claim instanceof Claim.Execute execute) {
                        executed.computeIfAbsent(key, any -> new AtomicInteger())
                                .incrementAndGet();
                        ids.put(key, execute.id());
                        store.end(key, execute.id(), answer(i % 3), WINDOW);
                    } else if (claim instanceof Claim.Repeats repeats) {
                        mine.add(repeats.outcome().toCompletableFuture());
                    }
                }
                return mine;
            }));
        }
        for (Future<List<CompletableFuture<Outcome>>> result : results) {
            outcomes.addAll(result.get());
        }
        pool.shutdown();
        assertThat(outcomes).hasSize(keys * (threads - 1)).allMatch(CompletableFuture::isDone);
        assertThat(executed).hasSize(keys);
        assertThat(executed.values()).allMatch(count -> count.get() == 1);
        ids.forEach(store::forget);
        assertThat(store.isEmpty()).isTrue();
    }
}
