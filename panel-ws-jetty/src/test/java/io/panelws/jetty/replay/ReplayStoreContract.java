package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What any store does. Times are in tens of seconds before now, as no clock of another machine is better than seconds; all
 * connections here were opened at 10 unless it says otherwise.
 */
abstract class ReplayStoreContract {

    static final Duration WINDOW = Duration.ofSeconds(30);
    static final Outcome.Answer ANSWER = new Outcome.Answer(
            200, List.of(new Outcome.Field("Content-Type", "application/json")), new byte[] {1, 0, -1});

    private static final long STEP = 10_000_000;

    private final long zero = Arrival.now() - 30 * STEP;

    /** Unlike that of any other test, which may have the same database. */
    final ReplayKey key = new ReplayKey(UUID.randomUUID().toString(), "push");

    abstract ReplayStore store();

    /** Lets time pass for what is remembered. */
    abstract void forward(Duration time) throws Exception;

    /** Waits for what is written behind. */
    abstract void written();

    final long at(long time) {
        return zero + time * STEP;
    }

    final Arrival on(String via, long read) {
        return on(via, 10, read);
    }

    final Arrival on(String via, long opened, long read) {
        return new Arrival(via, at(opened), at(read), 0);
    }

    final Arrival http(long time) {
        return new Arrival(Arrival.HTTP, at(time), at(time), 0);
    }

    final String execute(Arrival arrival) {
        Claim claim = store().claim(key, arrival);
        assertThat(claim).isInstanceOf(Claim.Execute.class);
        return ((Claim.Execute) claim).id();
    }

    final CompletableFuture<Outcome> repeat(Arrival arrival) {
        Claim claim = store().claim(key, arrival);
        assertThat(claim).isInstanceOf(Claim.Repeats.class);
        return ((Claim.Repeats) claim).outcome().toCompletableFuture();
    }

    final String executeAndEnd(Arrival arrival) {
        String id = execute(arrival);
        store().end(key, id, ANSWER, WINDOW);
        return id;
    }

    final void settle(String id) {
        store().settle(key, id);
        written();
    }

    final String executeAndSettle(Arrival arrival) {
        String id = executeAndEnd(arrival);
        settle(id);
        return id;
    }

    static void assertBecomes(CompletableFuture<Outcome> future, Outcome outcome) {
        await().until(future::isDone);
        assertThat(future).isCompletedWithValue(outcome);
    }

    @Test
    void letsTheFirstExecuteAndTheSecondWait() {
        String first = execute(on("a", 11));
        CompletableFuture<Outcome> second = repeat(on("b", 12));
        assertThat(second).isNotDone();
        store().end(key, first, ANSWER, WINDOW);
        assertBecomes(second, ANSWER);
        assertBecomes(repeat(on("c", 13)), ANSWER);
        assertBecomes(repeat(http(14)), ANSWER);
        assertBecomes(repeat(http(15)), ANSWER);
    }

    @Test
    void takesAnEqualRequestOfTheSameConnectionForANewOne() {
        String first = execute(on("a", 11));
        CompletableFuture<Outcome> waiting = repeat(on("b", 12));
        String second = execute(on("a", 13));
        store().end(key, first, new Outcome.Unknown(), WINDOW);
        assertBecomes(waiting, new Outcome.Unknown());
        assertThat(repeat(on("b", 14))).isNotDone();
        store().end(key, second, ANSWER, WINDOW);
        assertBecomes(repeat(on("b", 15)), ANSWER);
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
        store().end(key, first, ANSWER, Duration.ZERO);
        execute(on("b", 12));
    }

    @Test
    void stillKnowsWhatWasExecutedBeforeOneThatThePanelHasRefused() {
        executeAndSettle(http(11));
        String refused = execute(http(12));
        Arrival late = on("b", 13);
        CompletableFuture<Outcome> waits = repeat(late);
        store().end(key, refused, new Outcome.Elsewhere(false), Duration.ZERO);
        assertBecomes(waits, new Outcome.Elsewhere(false));
        assertThat(store().claim(key, late)).isEqualTo(new Claim.NeedsProof());
        execute(late.provedAt(at(14)));
    }

    @Test
    void keepsAnAnswerForTheWindowFromItsEnd() throws Exception {
        String first = execute(on("a", 11));
        store().end(key, first, ANSWER, WINDOW);
        forward(WINDOW.minusSeconds(10));
        assertBecomes(repeat(http(12)), ANSWER);
        forward(Duration.ofSeconds(11));
        execute(http(13));
    }

    @Test
    void recognisesWhatIsDeliveredLateAlsoBehindTheWindow() throws Exception {
        executeAndEnd(on("a", 11));
        forward(WINDOW);
        assertThat(store().claim(key, on("b", 12))).isEqualTo(new Claim.NeedsProof());
        forward(Duration.ofMinutes(15));
        execute(on("b", 13));
    }

    @Test
    void executesANewOneOnAConnectionThatWasOpenedLater() {
        executeAndSettle(on("a", 11));
        execute(on("b", 12, 13));
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
        assertThat(store().claim(key, late)).isEqualTo(new Claim.NeedsProof());
        execute(late.provedAt(at(13)));
    }

    @Test
    void doesNotExecuteWhatWasReadBeforeTheSameCameByAnotherWay() {
        executeAndSettle(http(13));
        assertThat(store().claim(key, on("b", 12))).isEqualTo(new Claim.Overtaken());
        assertThat(store().claim(key, on("b", 11).provedAt(at(12)))).isEqualTo(new Claim.Overtaken());
    }

    @Test
    void executesWhatWasReadBeforeWhenItsNodeStillWaitsForIt() {
        executeAndSettle(on("twin", 13));
        execute(on("b", 12).provedAt(at(14)));
    }

    @Test
    void takesAPongForNoProofAfterTheSameHasComeByAnotherWay() {
        executeAndSettle(http(11));
        assertThat(store().claim(key, on("b", 12))).isEqualTo(new Claim.NeedsProof());
        executeAndSettle(http(14));
        assertThat(store().claim(key, on("b", 12).provedAt(at(13)))).isEqualTo(new Claim.Overtaken());
        assertThat(store().claim(key, on("b", 15).provedAt(at(13)))).isEqualTo(new Claim.NeedsProof());
    }

    @Test
    void countsARepetitionAsTheLastTimeThatItCame() {
        String first = executeAndEnd(on("a", 11));
        repeat(on("b", 14));
        settle(first);
        assertThat(store().claim(key, on("c", 13))).isEqualTo(new Claim.Overtaken());
        assertThat(store().claim(key, on("c", 13, 15))).isEqualTo(new Claim.NeedsProof());
    }

    @Test
    void executesANewOneWhereTheRepetitionWasAnsweredAndHasArrived() {
        String first = executeAndEnd(on("a", 11));
        Claim repeated = store().claim(key, on("b", 12));
        assertThat(repeated).isInstanceOfSatisfying(Claim.Repeats.class, claim -> assertThat(claim.id())
                .isEqualTo(first));
        repeat(on("b", 13));
        settle(first);
        execute(on("b", 14));
    }

    @Test
    void settlesAtItsEndWhatIsSettledBefore() {
        String first = execute(on("a", 11));
        settle(first);
        CompletableFuture<Outcome> second = repeat(on("b", 12));
        store().end(key, first, ANSWER, WINDOW);
        assertBecomes(second, ANSWER);
        execute(http(13));
    }

    @Test
    void tellsWhoWaitsThatItWasExecutedOverHttp() {
        String first = execute(http(11));
        CompletableFuture<Outcome> second = repeat(on("b", 12));
        settle(first);
        store().end(key, first, new Outcome.Elsewhere(true), WINDOW);
        assertBecomes(second, new Outcome.Elsewhere(true));
    }

    @Test
    void knowsNothingOfOtherNodesAndOtherRequests() {
        executeAndEnd(on("a", 11));
        assertThat(store().claim(new ReplayKey(key.node(), "Push"), on("b", 12)))
                .isInstanceOf(Claim.Execute.class);
        assertThat(store().claim(new ReplayKey(UUID.randomUUID().toString(), "push"), on("b", 12)))
                .isInstanceOf(Claim.Execute.class);
    }

    @Test
    void isNotToldTwiceHowItEnded() {
        String first = executeAndEnd(on("a", 11));
        store().end(key, first, new Outcome.Unknown(), Duration.ZERO);
        store().end(key, "nobody-knows-it", new Outcome.Unknown(), Duration.ZERO);
        assertBecomes(repeat(on("b", 12)), ANSWER);
    }

    /** Within memory and table alike. */
    static final class OfMemoryTest extends ReplayStoreContract {

        private final TestClock clock = new TestClock();
        private final MemoryReplayStore store = new MemoryReplayStore(clock);

        @Override
        ReplayStore store() {
            return store;
        }

        @Override
        void forward(Duration time) {
            clock.forward(time);
        }

        @Override
        void written() {
            // At once.
        }
    }
}
