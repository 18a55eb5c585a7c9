package io.panelws.testkit.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The result as one HTML page that loads nothing: figures, plots, settings. For light and dark screens. */
public final class HtmlReport {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

    private HtmlReport() {}

    /**
     * Writes the result.
     *
     * @param result of a bench
     * @return a page; the token is not in it
     */
    public static String of(BenchResult result) {
        Map<String, String> texts = texts(result);
        return PLACE.matcher(template()).replaceAll(place -> Matcher.quoteReplacement(texts.get(place.group(1))));
    }

    private static Map<String, String> texts(BenchResult result) {
        BenchPlan plan = result.plan();
        String url = Html.escaped(result.target().wsUrl().toString());
        return Map.ofEntries(
                Map.entry("title", url),
                Map.entry("url", url),
                Map.entry(
                        "startedAt",
                        result.startedAt().truncatedTo(ChronoUnit.SECONDS).toString()),
                Map.entry("nodes", Figures.plural(plan.nodes(), "node")),
                Map.entry("pace", Figures.pace(plan)),
                Map.entry("figures", figures(result)),
                Map.entry("remarks", remarks(result)),
                Map.entry("percentiles", PercentilePlot.of(result)),
                Map.entry("throughput", ThroughputPlot.of(result)),
                Map.entry("rounds", rounds(result)),
                Map.entry("facts", facts(result)),
                Map.entry(
                        "writes",
                        plan.writes()
                                ? "Then it pushes traffic, with amounts of its own, and reports who is online."
                                : ""),
                Map.entry(
                        "from",
                        plan.rate().isPresent()
                                ? "They count from when a request was due, late or not; a node that sleeps until then may"
                                        + " wake up a tenth of a millisecond late, over both alike."
                                : "They count from when a request was sent."));
    }

    private static String figures(BenchResult result) {
        return FigureTable.of(result).stream()
                .map(row -> row(row.name(), row.webSocket(), row.http(), row.ratio()))
                .collect(Collectors.joining("\n"));
    }

    private static String remarks(BenchResult result) {
        return Remarks.of(result).stream()
                .map(remark -> "<p class=\"soft\">" + Html.escaped(remark) + "</p>")
                .collect(Collectors.joining("\n"));
    }

    private static String rounds(BenchResult result) {
        return result.measured().stream()
                .map(round -> row(
                        Integer.toString(round.place().number()),
                        round.place().transport().toString(),
                        Figures.perSecond(round.perSecond()),
                        Figures.millis(round.latency().p50()),
                        Figures.millis(round.latency().p99()),
                        Figures.millis(round.latency().max()),
                        Figures.errors(round.errors())))
                .collect(Collectors.joining("\n"));
    }

    private static String facts(BenchResult result) {
        BenchPlan plan = result.plan();
        Machine machine = result.machine();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("panel", result.target().wsUrl() + " and " + result.target().httpUrl());
        facts.put("nodes", Figures.count(plan.nodes()) + ", a thread and a connection each");
        facts.put("pace", Figures.pace(plan));
        facts.put(
                "rounds",
                Figures.count(plan.rounds()) + " of each transport, " + Figures.duration(plan.round())
                        + " each; warm-up " + Figures.duration(plan.warmUp()) + " each, not counted");
        facts.put("timeout", Figures.duration(result.target().timeout()));
        facts.put("system", machine.system());
        facts.put("processor", machine.processors() + " x " + machine.processor());
        facts.put("JVM", machine.jvm() + ", heap up to " + Figures.count(machine.maxHeapBytes() >> 20) + " MiB");
        return facts.entrySet().stream()
                .map(fact -> row(fact.getKey(), fact.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String row(String... cells) {
        StringBuilder row = new StringBuilder("<tr>");
        for (String cell : cells) {
            row.append("<td>").append(Html.escaped(cell)).append("</td>");
        }
        return row.append("</tr>").toString();
    }

    private static String template() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.html")) {
            if (in == null) {
                throw new IllegalStateException("the page's template is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the page's template is unreadable", e);
        }
    }
}
