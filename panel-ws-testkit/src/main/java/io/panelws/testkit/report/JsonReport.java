package io.panelws.testkit.report;

import io.panelws.testkit.conformance.CaseResult;
import io.panelws.testkit.conformance.ConformanceCase;
import io.panelws.testkit.conformance.Level;
import io.panelws.testkit.conformance.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report for programs, in JSON. */
public final class JsonReport {

    private record Document(String panel, String at, boolean strict, Map<String, Long> summary, List<Case> cases) {}

    private record Case(
            String id,
            Level level,
            String rule,
            String requirement,
            boolean writes,
            String outcome,
            String from,
            String expected,
            String seen,
            String reason,
            long milliseconds,
            List<String> wireLog) {}

    private JsonReport() {}

    /**
     * Writes a report.
     *
     * @param report what to write
     * @return a JSON object with the members {@code panel}, {@code at}, {@code strict}, {@code summary}, {@code cases}
     */
    public static String of(Report report) {
        Map<String, Long> summary = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            summary.put(outcome.word(), report.count(outcome));
        }
        summary.put("milliseconds", report.took().toMillis());
        return Json.of(new Document(
                report.panel(),
                report.at().toString(),
                report.strict(),
                summary,
                report.results().stream().map(result -> json(report, result)).toList()));
    }

    private static Case json(Report report, CaseResult result) {
        ConformanceCase c = result.conformanceCase();
        Verdict.Follows follows = result.verdict() instanceof Verdict.Follows f ? f : null;
        Verdict.Failed failed =
                result.verdict() instanceof Verdict.Failed f ? f : follows == null ? null : follows.failure();
        return new Case(
                c.id(),
                c.level(),
                c.rule(),
                c.requirement(),
                c.writes(),
                report.outcome(result).word(),
                follows == null ? null : follows.from(),
                failed == null ? null : failed.expected(),
                failed == null ? null : failed.seen(),
                result.verdict() instanceof Verdict.Skipped skipped ? skipped.reason() : null,
                result.took().toMillis(),
                result.wireLog());
    }
}
