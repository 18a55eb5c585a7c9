package io.panelws.testkit.report;

import io.panelws.testkit.conformance.CaseResult;
import io.panelws.testkit.conformance.Level;
import io.panelws.testkit.conformance.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The results of cases that were run against one panel. Immutable.
 *
 * @param panel the panel's address, without the token
 * @param at when it began
 * @param strict whether a broken SHOULD is a failure
 * @param results the cases in their order
 */
public record Report(String panel, Instant at, boolean strict, List<CaseResult> results) {

    /** Copies the results. */
    public Report {
        results = List.copyOf(results);
    }

    /**
     * The same with a further result.
     *
     * @param result the case that was run
     * @return a new report
     */
    public Report with(CaseResult result) {
        return new Report(
                panel,
                at,
                strict,
                Stream.concat(results.stream(), Stream.of(result)).toList());
    }

    /**
     * How a case counts.
     *
     * @param result one of the results
     * @return its outcome, strictness considered
     */
    public Outcome outcome(CaseResult result) {
        if (result.isFailure(strict)) {
            return Outcome.FAILED;
        }
        if (result.isWarning(strict)) {
            return Outcome.WARNING;
        }
        if (result.verdict() instanceof Verdict.Follows) {
            return Outcome.FOLLOWS;
        }
        return result.verdict() instanceof Verdict.Skipped ? Outcome.SKIPPED : Outcome.PASSED;
    }

    /**
     * Counts cases.
     *
     * @param outcome which
     * @return how many there are
     */
    public long count(Outcome outcome) {
        return results.stream().filter(result -> outcome(result) == outcome).count();
    }

    /**
     * Counts cases of one level.
     *
     * @param outcome which
     * @param level MUST or SHOULD
     * @return how many there are
     */
    public long count(Outcome outcome, Level level) {
        return results.stream()
                .filter(result ->
                        outcome(result) == outcome && result.conformanceCase().level() == level)
                .count();
    }

    /**
     * The time of all cases together.
     *
     * @return a sum
     */
    public Duration took() {
        return results.stream().map(CaseResult::took).reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * One line about it all.
     *
     * @return counts and time
     */
    public String summary() {
        long following = count(Outcome.FOLLOWS);
        return String.format(
                Locale.ROOT,
                "%d cases: %d passed, %d failed, %d warned, %s%d skipped; %.1f s",
                results.size(),
                count(Outcome.PASSED),
                count(Outcome.FAILED),
                count(Outcome.WARNING),
                following == 0 ? "" : following + " following from these, ",
                count(Outcome.SKIPPED),
                took().toMillis() / 1000.0);
    }
}
