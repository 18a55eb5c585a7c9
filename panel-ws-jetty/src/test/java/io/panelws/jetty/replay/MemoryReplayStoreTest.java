package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class MemoryReplayStoreTest {

    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final ReplayKey KEY = new ReplayKey("scope", "body");
    private static final Outcome ANSWER = new Outcome.Answer(200, List.of(), new byte[] {1});

    private Instant now = Instant.EPOCH;
    private final MemoryReplayStore store = new MemoryReplayStore(() -> now);

    @Test
    void letsTheFirstExecuteAndTheSecondWait() {
        ReplayStore.Claim first = store.claim(KEY, "a", "a", LEASE);
        ReplayStore.Claim second = store.claim(KEY, "b", "b", LEASE);
        assertThat(first.first()).isTrue();
        assertThat(second.first()).isFalse();
        assertThat(second.outcome().toCompletableFuture()).isNotDone();
        store.end(KEY, first.id(), ANSWER, WINDOW);
        assertThat(second.outcome().toCompletableFuture()).isCompletedWithValue(ANSWER);
        assertThat(store.claim(KEY, "c", "c", LEASE).outcome().toCompletableFuture())
                .isCompletedWithValue(ANSWER);
    }

    @Test
    void takesAnEqualRequestOfTheSameConnectionForANewOne() {
        ReplayStore.Claim first = store.claim(KEY, "a", "a", LEASE);
        ReplayStore.Claim second = store.claim(KEY, "a", "a", LEASE);
        assertThat(second.first()).isTrue();
        store.end(KEY, first.id(), new Outcome.Unknown(), WINDOW);
        store.end(KEY, second.id(), ANSWER, WINDOW);
        assertThat(find(KEY).orElseThrow().outcome().toCompletableFuture()).isCompletedWithValue(ANSWER);
    }

    @Test
    void forgetsWhatHasArrived() {
        ReplayStore.Claim first = store.claim(KEY, "a", "a", LEASE);
        store.end(KEY, first.id(), ANSWER, WINDOW);
        store.forget(KEY, "another");
        assertThat(store.mayKnow("scope")).isTrue();
        store.forget(KEY, first.id());
        assertThat(store.claim(KEY, "b", "b", LEASE).first()).isTrue();
    }

    @Test
    void keepsNothingOfWhatThePanelRefusesBesideWhatItProtects() {
        ReplayStore.Claim first = store.claim(KEY, "a", "a", LEASE);
        store.end(KEY, first.id(), ANSWER, WINDOW);
        for (int i = 0; i < 60_000; i++) {
            ReplayKey refused = new ReplayKey("stranger", "body" + i);
            store.end(refused, store.claim(refused, "b", "b", LEASE).id(), ANSWER, Duration.ZERO);
        }
        assertThat(store.size()).isEqualTo(1);
        assertThat(store.mayKnow("stranger")).isFalse();
        assertThat(store.claim(KEY, "c", "c", LEASE).first()).isFalse();
    }

    @Test
    void forgetsAfterTheWindowAndNotBefore() {
        ReplayStore.Claim first = store.claim(KEY, "a", "a", LEASE);
        now = now.plusSeconds(60);
        store.end(KEY, first.id(), ANSWER, WINDOW);
        now = now.plusMillis(29_999);
        assertThat(find(KEY)).isPresent();
        now = now.plusMillis(1);
        assertThat(find(KEY)).isEmpty();
        assertThat(store.size()).isZero();
    }

    @RepeatedTest(200)
    void tellsWhoWaitsHowItEndedAlsoWhenItIsForgottenAtOnce() {
        ReplayStore.Claim first = store.claim(KEY, "a", "a", LEASE);
        CompletableFuture<Outcome> waiting =
                store.claim(KEY, "b", "b", LEASE).outcome().toCompletableFuture();
        CompletableFuture<Outcome> told = new CompletableFuture<>();
        waiting.thenAccept(told::complete);
        store.end(KEY, first.id(), ANSWER, Duration.ZERO);
        assertThat(told.join()).isEqualTo(ANSWER);
    }

    @Test
    void forgetsAtOnceWhatNeedsNoProtection() {
        ReplayStore.Claim first = store.claim(KEY, "a", "a", LEASE);
        ReplayStore.Claim second = store.claim(KEY, "b", "b", LEASE);
        store.end(KEY, first.id(), ANSWER, Duration.ZERO);
        assertThat(second.outcome().toCompletableFuture()).isCompletedWithValue(ANSWER);
        assertThat(store.isEmpty()).isTrue();
    }

    @Test
    void givesUpAnExecutionThatNeverEnds() {
        store.claim(KEY, "a", "a", LEASE);
        ReplayStore.Claim waiting = store.claim(KEY, "b", "b", LEASE);
        now = now.plus(LEASE);
        assertThat(store.claim(KEY, "c", "c", LEASE).first()).isTrue();
        assertThat(waiting.outcome().toCompletableFuture().join()).isEqualTo(new Outcome.Unknown());
    }

    @Test
    void keepsNoAnswersBeyondItsBytes() {
        byte[] large = new byte[9 << 20];
        for (int i = 0; i < 2; i++) {
            ReplayKey key = new ReplayKey("scope", "body" + i);
            store.end(key, store.claim(key, "a", "a", LEASE).id(), new Outcome.Answer(200, List.of(), large), WINDOW);
        }
        assertThat(find(new ReplayKey("scope", "body1")).orElseThrow().outcome().toCompletableFuture())
                .isCompletedWithValue(new Outcome.Unknown());
    }

    @Test
    void remembersABoundedNumberOfRequests() {
        for (int i = 0; i < 60_000; i++) {
            ReplayKey key = new ReplayKey("scope" + i, "body");
            store.end(key, store.claim(key, "a", "a", LEASE).id(), ANSWER, WINDOW);
        }
        assertThat(store.size()).isEqualTo(50_000);
        assertThat(store.mayKnow("scope0")).isFalse();
        assertThat(store.mayKnow("scope59999")).isTrue();
    }

    @Test
    void doesNotLetAnEarlierOwnerExecuteWhatHasArrivedAtALaterOne() {
        ReplayStore.Claim first = store.claim(KEY, "b", "b", LEASE);
        store.end(KEY, first.id(), ANSWER, WINDOW);
        store.claim(KEY, "c", "c", LEASE);
        store.forget(KEY, first.id());
        assertThat(store.claim(KEY, "a", "a", LEASE).first()).isFalse();
        assertThat(store.claim(KEY, "another", "b", LEASE).outcome().toCompletableFuture())
                .isCompletedWithValue(new Outcome.Unknown());
        assertThat(store.claim(KEY, "c", "c", LEASE).first()).isTrue();
    }

    @Test
    void doesNotLetAnEarlierOwnerExecuteWhatHasPassed() {
        assertThat(store.findOrPass(KEY, "b", WINDOW)).isEmpty();
        assertThat(store.findOrPass(KEY, "c", WINDOW)).isEmpty();
        assertThat(store.claim(KEY, "b", "b", LEASE).first()).isFalse();
        now = now.plus(WINDOW);
        assertThat(store.claim(KEY, "b", "b", LEASE).first()).isTrue();
    }

    @Test
    void knowsNothingOnceTheWindowIsOver() {
        ReplayStore.Claim first = store.claim(KEY, "a", "a", LEASE);
        store.end(KEY, first.id(), ANSWER, WINDOW);
        store.forget(KEY, first.id());
        assertThat(store.mayKnow("scope")).isTrue();
        assertThat(store.isEmpty()).isFalse();
        now = now.plus(WINDOW);
        assertThat(store.size()).isZero();
        assertThat(store.mayKnow("scope")).isFalse();
        assertThat(store.isEmpty()).isTrue();
    }

    @Test
    void remembersABoundedNumberOfRequestsWhoseAnswersHaveArrived() {
        for (int i = 0; i < 60_000; i++) {
            store.findOrPass(new ReplayKey("scope" + i, "body"), "b", WINDOW);
        }
        assertThat(store.size()).isZero();
        assertThat(store.claim(new ReplayKey("scope0", "body"), "a", "a", LEASE).first())
                .isTrue();
        assertThat(store.claim(new ReplayKey("scope59999", "body"), "a", "a", LEASE)
                        .first())
                .isFalse();
    }

    private Optional<ReplayStore.Claim> find(ReplayKey key) {
        return store.findOrPass(key, "z", WINDOW);
    }
}
