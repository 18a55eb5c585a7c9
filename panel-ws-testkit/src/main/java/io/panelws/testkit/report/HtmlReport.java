package io.panelws.testkit.report;

import io.panelws.testkit.conformance.CaseResult;
import io.panelws.testkit.conformance.ConformanceCase;
import io.panelws.testkit.conformance.Level;
import io.panelws.testkit.conformance.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people: one file that needs no other and no script, for dark and for light screens. */
public final class HtmlReport {

    private final Report report;
    private final String title;
    private final Page page;

    private HtmlReport(Report report) {
        this.report = report;
        this.title = title();
        this.page = new Page(title + ": " + report.panel());
    }

    /**
     * Writes a report.
     *
     * @param report what to write
     * @return an HTML document
     */
    public static String of(Report report) {
        return new HtmlReport(report).document();
    }

    private String document() {
        add("<h1>%s</h1>\n", title);
        add(
                "<p class=\"lead\">panel-ws probe of <code>%s</code>, %s</p>\n",
                report.panel(), report.at().truncatedTo(ChronoUnit.SECONDS));
        summary();
        broken();
        grid();
        others();
        return page.end();
    }

    private String title() {
        long failed = report.count(Outcome.FAILED);
        long warnings = report.count(Outcome.WARNING);
        long checked = report.results().size() - report.count(Outcome.SKIPPED);
        if (failed > 0) {
            return failed + " of " + checked + " requirements failed";
        }
        return warnings == 0 ? checked + " requirements met" : "Every MUST met, " + warnings + " SHOULD not";
    }

    private void summary() {
        add("<table class=\"summary\">\n<tr><td></td>");
        for (Outcome outcome : Outcome.values()) {
            add("<th scope=\"col\">%s</th>", outcome.word());
        }
        add("</tr>\n");
        for (Level level : Level.values()) {
            add("<tr><th scope=\"row\">%s</th>", level);
            for (Outcome outcome : Outcome.values()) {
                long count = report.count(outcome, level);
                add("<td class=\"%s\">%s</td>", count == 0 ? "none" : outcome.word(), count);
            }
            add("</tr>\n");
        }
        add("</table>\n<p>%s%s</p>\n", report.summary(), report.strict() ? "; strict: a SHOULD counts as a MUST" : "");
    }

    private void grid() {
        Map<String, List<CaseResult>> rules = report.results().stream()
                .collect(Collectors.groupingBy(HtmlReport::rule, LinkedHashMap::new, Collectors.toList()));
        add("<h2>Cases</h2>\n<div class=\"grid\">\n");
        rules.forEach((rule, results) -> {
            add("<div class=\"rule\"><h3>%s</h3><ul>\n", rule);
            for (CaseResult result : results) {
                ConformanceCase c = result.conformanceCase();
                String word = report.outcome(result).word();
                String name = c.id().substring(rule.length() + 1);
                add("<li><a class=\"%s\" href=\"#%s\" title=\"%s\">", word, c.id(), word + ": " + c.requirement());
                add("<span class=\"mark\">%s</span>%s</a></li>\n", mark(result), name);
            }
            add("</ul></div>\n");
        });
        add("</div>\n");
    }

    /** What failed comes first, with its wire log in sight. */
    private void broken() {
        List<CaseResult> broken = cases(true);
        if (!broken.isEmpty()) {
            add("<h2>Failures and warnings</h2>\n");
            broken.forEach(result -> details(result, " open"));
        }
    }

    private void others() {
        List<CaseResult> others = cases(false);
        if (!others.isEmpty()) {
            add("<h2>The other cases</h2>\n");
            others.forEach(result -> details(result, ""));
        }
    }

    private List<CaseResult> cases(boolean broken) {
        return report.results().stream()
                .filter(result -> result.verdict() instanceof Verdict.Failed == broken)
                .toList();
    }

    private void details(CaseResult result, String open) {
        ConformanceCase c = result.conformanceCase();
        add("<details class=\"%s\"%s>\n", report.outcome(result).word(), open);
        add("<summary><span class=\"mark\">%s</span><b>%s</b> ", mark(result), c.id());
        add("<span class=\"level\">%s</span> <span class=\"soft\">%s</span></summary>\n", c.level(), c.requirement());
        add("<dl id=\"%s\">\n", c.id());
        row("rule", c.rule());
        if (result.verdict() instanceof Verdict.Failed failed) {
            row("expected", failed.expected());
            row("seen", failed.seen());
        } else if (result.verdict() instanceof Verdict.Follows follows) {
            row("follows from", follows.from());
            row("expected", follows.failure().expected());
            row("seen", follows.failure().seen());
        } else if (result.verdict() instanceof Verdict.Skipped skipped) {
            row("skipped", skipped.reason());
        }
        row("time", result.took().toMillis() + " ms");
        add("</dl>\n");
        if (!result.wireLog().isEmpty()) {
            add("<pre tabindex=\"0\">%s</pre>\n", String.join("\n", WireText.shortened(result.wireLog())));
        }
        add("</details>\n");
    }

    private void row(String name, String text) {
        add("<dt>%s</dt><dd>%s</dd>\n", name, text);
    }

    private String mark(CaseResult result) {
        return switch (report.outcome(result)) {
            case PASSED -> "\u2713";
            case FAILED -> "\u2717";
            case WARNING -> "!";
            case FOLLOWS -> "\u21b3";
            case SKIPPED -> "\u2013";
        };
    }

    private static String rule(CaseResult result) {
        String id = result.conformanceCase().id();
        return id.substring(0, id.indexOf('/'));
    }

    private void add(String template, Object... values) {
        page.add(template, values);
    }
}
