package io.panelws.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.conformance.Check.Bound;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static final Verdict.Failed FAILED = new Verdict.Failed("this", "that");
    private static final Bound MUST = Bound.must("P-8/one", "P-8", "One.", probe -> {});
    private static final Bound SHOULD = Bound.should("P-8/two", "P-8", "Two.", probe -> {});
    private static final Bound ANOTHER = Bound.must("P-8/three", "P-8", "Three.", probe -> {});

    private final Failures failures = new Failures();

    @Test
    void theSameEventIsOneFailure() {
        assertThat(failures.judged(MUST, FAILED, "a", List.of("closed"))).isEqualTo(FAILED);
        assertThat(failures.judged(ANOTHER, FAILED, "b", List.of("closed after x", "closed")))
                .isEqualTo(new Verdict.Follows("P-8/one", FAILED));
    }

    @Test
    void whatHappenedInOneCircumstanceDoesNotExplainTheOrdinary() {
        failures.judged(MUST, FAILED, "a", List.of("closed after x", "closed"));
        assertThat(failures.judged(ANOTHER, FAILED, "b", List.of("closed"))).isEqualTo(FAILED);
    }

    @Test
    void aCaseFollowsFromOneThatItBuildsUponAndFromWhatThatOneFollows() {
        Bound upon = ANOTHER.after(SHOULD.conformanceCase().id());
        failures.judged(MUST, FAILED, "a", List.of());
        failures.judged(SHOULD, FAILED, "a", List.of());
        assertThat(failures.judged(upon, FAILED, "c", List.of())).isEqualTo(new Verdict.Follows("P-8/one", FAILED));
    }

    @Test
    void aBrokenMustIsNoConsequenceOfABrokenShould() {
        failures.judged(SHOULD, FAILED, "a", List.of());
        assertThat(failures.judged(MUST, FAILED, "a", List.of())).isEqualTo(FAILED);
        assertThat(failures.judged(ANOTHER, FAILED, "a", List.of())).isEqualTo(new Verdict.Follows("P-8/one", FAILED));
    }

    @Test
    void whatACaseThrowsIsItsFailureAndTheNextOneIsRun() throws IOException {
        try (BarePanel panel = new BarePanel(new Breach())) {
            for (LongSupplier books : List.<LongSupplier>of(
                    () -> {
                        throw new IllegalStateException("the books are closed");
                    },
                    () -> {
                        throw new OutOfMemoryError("the books are long");
                    })) {
                Conformance conformance = new Conformance(panel.options().withBilled(books));
                List<Verdict> verdicts = Profile.PROTOCOL.cases(List.of("P-15/push-once", "http/config")).stream()
                        .map(c -> conformance.run(c).verdict())
                        .toList();
                assertThat(verdicts).hasSize(2).last().isEqualTo(new Verdict.Passed());
                assertThat(Optional.of(verdicts.get(0)))
                        .containsInstanceOf(Verdict.Failed.class)
                        .get()
                        .asString()
                        .contains("the books are");
            }
        }
    }
}
