package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is a repetition and what a new request: all connections here were opened at 10 unless it says otherwise. */
class MemoryReplayStoreTest {

    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final ReplayKey KEY = new ReplayKey("node", "push");
    private static final Outcome ANSWER = new Outcome.Answer(200, List.of(), new byte[] {1});

    private final TestClock clock = new TestClock();
    private final MemoryReplayStore store = new MemoryReplayStore(clock);

    private static Arrival on(String via, long read) {
        return new Arrival(via, 10, read, 0);
    }

    private static Arrival http(long time) {
        return new Arrival(Arrival.HTTP, time, time, 0);
    }

    private String execute(Arrival arrival) {
        Claim claim = store.claim(KEY, arrival);
        assertThat(claim).isInstanceOf(Claim.Execute.class);
        return ((Claim.Execute) claim).id();
    }

    private CompletableFuture<Outcome> repeat(Arrival arrival) {
        Claim claim = store.claim(KEY, arrival);
        assertThat(claim).isInstanceOf(Claim.Repeats.class);
        return ((Claim.Repeats) claim).outcome().toCompletableFuture();
    }

    private String executeAndEnd(Arrival arrival) {
        String id = execute(arrival);
        store.end(KEY, id, ANSWER, WINDOW);
        return id;
    }

    private String executeAndSettle(Arrival arrival) {
        String id = executeAndEnd(arrival);
        store.settle(KEY, id);
        return id;
    }

    private void assertNothingLeft() {
        assertThat(store.size()).isZero();
        assertThat(store.isEmpty()).isTrue();
        assertThat(store.mayKnow("node")).isFalse();
    }

    @Test
    void letsTheFirstExecuteAndTheSecondWait() {
        String first = execute(on("a", 11));
        CompletableFuture<Outcome> second = repeat(on("b", 12));
        assertThat(second).isNotDone();
        store.end(KEY, first, ANSWER, WINDOW);
        assertThat(second).isCompletedWithValue(ANSWER);
        assertThat(repeat(on("c", 13))).isCompletedWithValue(ANSWER);
        assertThat(repeat(http(14))).isCompletedWithValue(ANSWER);
        assertThat(repeat(http(15))).isCompletedWithValue(ANSWER);
    }

    @Test
    void neverForgetsWhatRuns() {
        String first = execute(on("a", 11));
        clock.forward(Duration.ofDays(7));
        CompletableFuture<Outcome> second = repeat(on("b", 12));
        store.forgetSettled("node", Long.MAX_VALUE);
        assertThat(repeat(http(13))).isNotDone();
        store.end(KEY, first, ANSWER, WINDOW);
        assertThat(second).isCompletedWithValue(ANSWER);
    }

    @Test
    void takesAnEqualRequestOfTheSameConnectionForANewOne() {
        String first = execute(on("a", 11));
        CompletableFuture<Outcome> waiting = repeat(on("b", 12));
        String second = execute(on("a", 13));
        store.end(KEY, first, new Outcome.Unknown(), WINDOW);
        assertThat(waiting).isCompletedWithValue(new Outcome.Unknown());
        assertThat(repeat(on("b", 14))).isNotDone();
        store.end(KEY, second, ANSWER, WINDOW);
        assertThat(repeat(on("b", 15))).isCompletedWithValue(ANSWER);
        execute(on("a", 16));
    }

    @Test
    void executesWhatComesOverHttpAfterHttp() {
        execute(http(11));
        executeAndEnd(http(12));
        executeAndEnd(http(13));
    }

    @Test
    void forgetsAtOnceWhatThePanelHasRefused() {
        String first = execute(on("a", 11));
        CompletableFuture<Outcome> second = repeat(on("b", 12));
        store.end(KEY, first, ANSWER, Duration.ZERO);
        assertThat(second).isCompletedWithValue(ANSWER);
        assertNothingLeft();
    }

    @Test
    void keepsAnAnswerForTheWindowFromItsEnd() {
        String first = execute(on("a", 11));
        clock.forward(Duration.ofMinutes(10));
        store.end(KEY, first, ANSWER, WINDOW);
        clock.forward(WINDOW.minusMillis(1));
        assertThat(repeat(http(12))).isCompletedWithValue(ANSWER);
        clock.forward(Duration.ofMillis(1));
        execute(http(13));
    }

    @Test
    void recognisesWhatIsDeliveredLateAlsoBehindTheWindow() {
        executeAndEnd(on("a", 11));
        clock.forward(WINDOW);
        assertThat(store.claim(KEY, on("b", 12))).isEqualTo(new Claim.NeedsProof());
        clock.forward(Duration.ofMinutes(15));
        execute(on("b", 13));
    }

    @Test
    void hasNothingLeftBehindTheWindowWhereNothingCanBeLate() {
        executeAndEnd(on("a", 11));
        store.forgetSettled("node", 12);
        assertThat(repeat(on("b", 13))).isCompletedWithValue(ANSWER);
        store.forgetSettled("node", Long.MAX_VALUE);
        clock.forward(WINDOW);
        store.claim(new ReplayKey("other", "push"), on("a", 14));
        assertThat(store.mayKnow("node")).isFalse();
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void remembersLateOnesForAConnectionThatWasOpenWhenTheSameCameAgain() {
        executeAndEnd(on("a", 11));
        store.forgetSettled("node", 12);
        repeat(new Arrival("c", 13, 20, 0));
        clock.forward(WINDOW);
        assertThat(store.claim(KEY, new Arrival("b", 14, 21, 0))).isEqualTo(new Claim.NeedsProof());
    }

    @Test
    void executesANewOneOnAConnectionThatWasOpenedLater() {
        executeAndSettle(on("a", 11));
        execute(new Arrival("b", 12, 13, 0));
    }

    @Test
    void executesANewOneOverHttpWhenTheAnswerHasArrived() {
        executeAndSettle(on("a", 11));
        execute(http(12));
    }

    @Test
    void asksForProofWhereTheSameMayBeLate() {
        executeAndSettle(on("a", 11));
        Arrival late = on("b", 12);
        assertThat(store.claim(KEY, late)).isEqualTo(new Claim.NeedsProof());
        execute(late.provedAt(13));
    }

    @Test
    void doesNotExecuteWhatWasReadBeforeTheSameCameByAnotherWay() {
        executeAndSettle(http(13));
        assertThat(store.claim(KEY, on("b", 12))).isEqualTo(new Claim.Overtaken());
        assertThat(store.claim(KEY, on("b", 11).provedAt(12))).isEqualTo(new Claim.Overtaken());
    }

    @Test
    void executesWhatWasReadBeforeWhenItsNodeStillWaitsForIt() {
        executeAndSettle(on("twin", 13));
        execute(on("b", 12).provedAt(14));
    }

    @Test
    void takesAPongForNoProofAfterTheSameHasComeByAnotherWay() {
        executeAndSettle(http(11));
        assertThat(store.claim(KEY, on("b", 12))).isEqualTo(new Claim.NeedsProof());
        executeAndSettle(http(14));
        assertThat(store.claim(KEY, on("b", 12).provedAt(13))).isEqualTo(new Claim.Overtaken());
        assertThat(store.claim(KEY, on("b", 15).provedAt(13))).isEqualTo(new Claim.NeedsProof());
    }

    @Test
    void countsARepetitionAsTheLastTimeThatItCame() {
        String first = executeAndEnd(on("a", 11));
        repeat(on("b", 14));
        store.settle(KEY, first);
        assertThat(store.claim(KEY, on("c", 13))).isEqualTo(new Claim.Overtaken());
        assertThat(store.claim(KEY, new Arrival("c", 13, 15, 0))).isEqualTo(new Claim.NeedsProof());
    }

    @Test
    void executesANewOneWhereTheRepetitionWasAnsweredAndHasArrived() {
        String first = executeAndEnd(on("a", 11));
        Claim repeated = store.claim(KEY, on("b", 12));
        assertThat(repeated).isInstanceOfSatisfying(Claim.Repeats.class, claim -> assertThat(claim.id())
                .isEqualTo(first));
        repeat(on("b", 13));
        store.settle(KEY, first);
        execute(on("b", 14));
    }

    @Test
    void settlesAtItsEndWhatIsSettledBefore() {
        String first = execute(on("a", 11));
        store.settle(KEY, first);
        CompletableFuture<Outcome> second = repeat(on("b", 12));
        store.end(KEY, first, ANSWER, WINDOW);
        assertThat(second).isCompletedWithValue(ANSWER);
        execute(http(13));
    }

    @Test
    void forgetsAtItsEndWhatIsForgottenBefore() {
        String first = execute(on("a", 11));
        store.forget(KEY, first);
        repeat(http(9));
        store.end(KEY, first, ANSWER, WINDOW);
        assertNothingLeft();
    }

    @Test
    void forgetsWhatCannotBeLate() {
        store.forget(KEY, executeAndEnd(on("a", 11)));
        assertNothingLeft();
        store.forget(KEY, executeAndSettle(on("a", 12)));
        assertNothingLeft();
        executeAndSettle(on("a", 13));
        store.forgetSettled("node", 13);
        assertThat(store.size()).isEqualTo(1);
        store.forgetSettled("node", 14);
        assertNothingLeft();
        store.forgetSettled("node", 15);
        String running = execute(on("a", 16));
        store.forgetSettled("node", 17);
        store.end(KEY, running, ANSWER, WINDOW);
        store.settle(KEY, running);
        assertNothingLeft();
    }

    @Test
    void ignoresWhatIsSaidOfOthers() {
        String first = execute(on("a", 11));
        store.end(KEY, "another", ANSWER, WINDOW);
        store.settle(KEY, "another");
        store.forget(new ReplayKey("node", "other"), first);
        store.end(KEY, first, ANSWER, WINDOW);
        store.end(KEY, first, ANSWER, Duration.ZERO);
        store.forget(KEY, "another");
        assertThat(repeat(on("b", 12))).isCompletedWithValue(ANSWER);
        executeAndEnd(on("a", 13));
        store.settle(KEY, first);
        assertThat(repeat(on("b", 14))).isCompletedWithValue(ANSWER);
    }
}
