package io.panelws.testkit.report;

import io.panelws.testkit.conformance.CaseResult;
import io.panelws.testkit.conformance.ConformanceCase;
import io.panelws.testkit.conformance.Level;
import io.panelws.testkit.conformance.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people: one file that needs no other and no script, for dark and for light screens. */
public final class HtmlReport {

    private final Report report;
    private final StringBuilder html = new StringBuilder();

    private HtmlReport(Report report) {
        this.report = report;
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
        String title = title();
        add(
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
                <link rel="icon" href="data:,">
                <title>%s: %s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                <h1>%s</h1>
                <p class="lead">panel-ws probe of <code>%s</code>, %s</p>
                """,
                title, report.panel(), new Raw(css()), title, report.panel(), report.at());
        summary();
        grid();
        cases();
        add("</main>\n</body>\n</html>\n");
        return html.toString();
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
        add("<table class=\"summary\">\n<tr><th></th>");
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
    private void cases() {
        Map<Boolean, List<CaseResult>> broken = report.results().stream()
                .collect(Collectors.partitioningBy(result -> result.verdict() instanceof Verdict.Failed));
        if (!broken.get(true).isEmpty()) {
            add("<h2>Failures and warnings</h2>\n");
            broken.get(true).forEach(result -> details(result, " open"));
        }
        if (!broken.get(false).isEmpty()) {
            add("<h2>The other cases</h2>\n");
            broken.get(false).forEach(result -> details(result, ""));
        }
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
            add("<pre tabindex=\"0\">%s</pre>\n", String.join("\n", result.wireLog()));
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

    /** Text that is HTML already. */
    private record Raw(String text) {}

    /** Everything that is put in is escaped, unless it is raw. */
    private void add(String template, Object... values) {
        Object[] escaped = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            escaped[i] = values[i] instanceof Raw raw ? raw.text() : escaped("" + values[i]);
        }
        html.append(template.formatted(escaped));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String css() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
