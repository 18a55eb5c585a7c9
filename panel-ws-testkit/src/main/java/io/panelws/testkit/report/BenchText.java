package io.panelws.testkit.report;

import io.panelws.testkit.bench.BenchPlan;
import io.panelws.testkit.bench.BenchResult;
import io.panelws.testkit.node.Transport;
import java.util.Map;

/** The result of a bench as a few lines for a terminal. */
public final class BenchText {

    private static final String ROW = "%-14s %14s %14s   %s%n";

    private BenchText() {}

    /**
     * Writes the result.
     *
     * @param result of a bench
     * @return lines, the last one ended too
     */
    public static String of(BenchResult result) {
        BenchPlan plan = result.plan();
        BenchSummary summary = new BenchSummary(result);
        StringBuilder text = new StringBuilder();
        line(text, "%s, %s, %s", result.target().options().wsUrl(), Figures.nodes(plan), Figures.pace(plan));
        line(
                text,
                "%s of each transport, %s each, warm-up %s",
                Figures.plural(plan.rounds(), "round"),
                Figures.duration(plan.round()),
                Figures.duration(plan.warmUp()));
        line(text, "");
        text.append(String.format(ROW, "", "WebSocket", "HTTP", "WebSocket/HTTP: median of pairs (lowest to highest)"));
        summary.rows()
                .forEach(row -> text.append(String.format(ROW, row.name(), row.webSocket(), row.http(), row.ratio())));
        for (Transport transport : Transport.values()) {
            Map<String, Long> errors = result.summary(transport).errors();
            if (!errors.isEmpty()) {
                line(text, "Errors over %s: %s", transport, Figures.errors(errors));
            }
        }
        summary.remarks().forEach(remark -> line(text, "%s", wrapped(remark)));
        return text.toString().replaceAll(" +(\\R)", "$1");
    }

    /** Broken between words, for a terminal of 80 columns. */
    private static String wrapped(String sentence) {
        return sentence.replaceAll("(.{1,78})(?: +|$)", "$1\n").strip();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(format, values)).append(System.lineSeparator());
    }
}
