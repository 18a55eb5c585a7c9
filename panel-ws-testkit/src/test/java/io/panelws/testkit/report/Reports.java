package io.panelws.testkit.report;

import io.panelws.testkit.conformance.CaseResult;
import io.panelws.testkit.conformance.ConformanceCase;
import io.panelws.testkit.conformance.Level;
import io.panelws.testkit.conformance.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A report with a case of every outcome, and text that could break one. */
final class Reports {

    static final Report EVERYTHING = report(false);
    static final Report STRICT = report(true);

    private Reports() {}

    private static Report report(boolean strict) {
        return new Report(
                "ws://127.0.0.1:1",
                Instant.parse("2026-01-01T00:00:00Z"),
                strict,
                List.of(
                        result("P-2/one", Level.MUST, new Verdict.Passed()),
                        result("P-2/two", Level.SHOULD, new Verdict.Skipped("it <writes> & \"bills\"")),
                        result("P-8/three", Level.MUST, new Verdict.Failed("<b>one</b> & 'one'", "]]> 100% \u2603")),
                        result("api/four", Level.SHOULD, new Verdict.Failed("less", "more"))));
    }

    private static CaseResult result(String id, Level level, Verdict verdict) {
        return new CaseResult(
                new ConformanceCase(id, level, "The panel does <as> it must.", "P-0", false),
                verdict,
                verdict instanceof Verdict.Skipped
                        ? List.of()
                        : List.of("- to ws://x", "> a <script>", "< ]]> %s &amp;"),
                Duration.ofMillis(1234));
    }
}
