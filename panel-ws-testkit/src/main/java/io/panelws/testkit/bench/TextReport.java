package io.panelws.testkit.bench;

import io.panelws.testkit.node.Transport;
import java.util.Map;

/** The result as a few lines for a terminal. */
public final class TextReport {

    private static final String ROW = "%-14s %14s %14s   %s%n";

    private TextReport() {}

    /**
     * Writes the result.
     *
     * @param result of a bench
     * @return lines, the last one ended too
     */
    public static String of(BenchResult result) {
        BenchPlan plan = result.plan();
        StringBuilder text = new StringBuilder();
        line(text, "%s, %s, %s", result.target().wsUrl(), Figures.plural(plan.nodes(), "node"), Figures.pace(plan));
        line(
                text,
                "%s of each transport, %s each, warm-up %s",
                Figures.plural(plan.rounds(), "round"),
                Figures.duration(plan.round()),
                Figures.duration(plan.warmUp()));
        line(text, "");
        text.append(String.format(ROW, "", "WebSocket", "HTTP", "WebSocket/HTTP: median of pairs (lowest to highest)"));
        FigureTable.of(result)
                .forEach(row -> text.append(String.format(ROW, row.name(), row.webSocket(), row.http(), row.ratio())));
        for (Transport transport : Transport.values()) {
            Map<String, Long> errors = result.summary(transport).errors();
            if (!errors.isEmpty()) {
                line(text, "Errors over %s: %s", transport, Figures.errors(errors));
            }
        }
        Remarks.of(result).forEach(remark -> line(text, "%s", wrapped(remark)));
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
