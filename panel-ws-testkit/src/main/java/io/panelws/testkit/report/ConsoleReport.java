package io.panelws.testkit.report;

import io.panelws.testkit.conformance.CaseResult;
import io.panelws.testkit.conformance.ConformanceCase;
import io.panelws.testkit.conformance.Verdict;
import java.util.function.BiFunction;

/** Lines for a terminal, one or a few for each case. Immutable. */
public final class ConsoleReport {

    private static final int ID_WIDTH = 32;

    private final BiFunction<Outcome, String, String> paint;

    /**
     * Plain text.
     *
     * @return a report without colours
     */
    public static ConsoleReport plain() {
        return new ConsoleReport((outcome, word) -> word);
    }

    /**
     * Text with colours.
     *
     * @param paint colours the word of an outcome
     */
    public ConsoleReport(BiFunction<Outcome, String, String> paint) {
        this.paint = paint;
    }

    /**
     * Describes a case and, where it did not pass, why.
     *
     * @param report the report that says how it counts
     * @param result the case
     * @return lines, the last without an end
     */
    public String lines(Report report, CaseResult result) {
        Outcome outcome = report.outcome(result);
        String word = outcome == Outcome.FAILED ? "FAILED" : outcome.word();
        ConformanceCase c = result.conformanceCase();
        String line = paint.apply(outcome, padded(word, 7)) + "  "
                + padded(c.level().name(), 6) + "  " + padded(c.id(), ID_WIDTH);
        if (result.verdict() instanceof Verdict.Failed failed) {
            return line.stripTrailing() + "\n" + more("requires", c.requirement() + " [" + c.rule() + "]") + "\n"
                    + more("expected", failed.expected()) + "\n" + more("seen", failed.seen());
        }
        if (result.verdict() instanceof Verdict.Follows follows) {
            return line + "  from " + follows.from();
        }
        return result.verdict() instanceof Verdict.Skipped skipped
                ? line + "  " + skipped.reason()
                : line.stripTrailing();
    }

    /**
     * What a case would ask of a panel.
     *
     * @param c the case
     * @return one line
     */
    public static String line(ConformanceCase c) {
        return padded(c.level().name(), 6) + "  " + padded(c.id(), ID_WIDTH) + "  "
                + (c.writes() ? "writes  " : "        ") + c.requirement() + " [" + c.rule() + "]";
    }

    private static String more(String name, String text) {
        return " ".repeat(9) + padded(name, 8) + "  " + text;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
