package io.panelws.testkit.report;

import io.panelws.testkit.bench.BenchPlan;
import io.panelws.testkit.bench.BenchResult;
import io.panelws.testkit.bench.Machine;
import io.panelws.testkit.bench.RoundResult;
import io.panelws.testkit.node.NodeOptions;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The result of a bench as one HTML page that loads nothing: verdict, figures, plots, settings. For light and dark screens,
 * narrow ones too, and for paper.
 */
public final class BenchHtml {

    private final BenchResult result;
    private final BenchSummary summary;
    private final Page page;

    private BenchHtml(BenchResult result) {
        this.result = result;
        this.summary = new BenchSummary(result);
        this.page = new Page(summary.verdict() + ": " + url());
    }

    /**
     * Writes the result.
     *
     * @param result of a bench
     * @return a page; the token is not in it
     */
    public static String of(BenchResult result) {
        return new BenchHtml(result).document();
    }

    private String document() {
        String verdict = summary.verdict();
        page.add("<h1>%s%s</h1>\n", verdict.substring(0, 1).toUpperCase(Locale.ROOT), verdict.substring(1));
        page.add(
                "<p class=\"lead\">panel-ws bench of <code>%s</code>, %s: %s, %s</p>\n",
                url(),
                result.startedAt().truncatedTo(ChronoUnit.SECONDS),
                Figures.nodes(result.plan()),
                Figures.pace(result.plan()));
        figures();
        for (String remark : summary.remarks()) {
            String marked = Page.escaped(remark).replace("--rate", "<code>--rate</code>");
            page.add("<p class=\"soft\">%s</p>\n", new Page.Markup(marked));
        }
        page.add("<figure>\n<h2>Latency</h2>\n%s</figure>\n", PercentilePlot.of(result));
        page.add("<figure>\n<h2>Throughput</h2>\n%s", ThroughputPlot.of(result));
        page.add("<figcaption class=\"soft\">Bands are rounds with their numbers; w is a warm-up, which does not count."
                + "</figcaption>\n</figure>\n");
        rounds();
        facts();
        return page.end();
    }

    private void figures() {
        page.add("<h2>Figures</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Figures\">\n");
        page.add("<table class=\"figures\">\n");
        page.columns(
                "", "WebSocket", "HTTP", new Page.Markup("WebSocket/<wbr>HTTP: median of pairs (lowest to highest)"));
        summary.rows().forEach(row -> page.row(row.name(), row.webSocket(), row.http(), row.ratio()));
        page.add("</table>\n</div>\n");
    }

    private void rounds() {
        page.add("<h2>Rounds</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Rounds\">\n");
        page.add("<table class=\"figures\">\n");
        page.columns("round", "over", "requests/s", "p50", "p99", "max", "errors");
        for (RoundResult round : result.measured()) {
            page.row(
                    round.place().number() + (round.isCutShort() ? ", cut short" : ""),
                    round.place().transport(),
                    Figures.perSecond(round.perSecond()),
                    Figures.millis(round.latency().p50()),
                    Figures.millis(round.latency().p99()),
                    Figures.millis(round.latency().max()),
                    Figures.errors(round.errors()));
        }
        page.add("</table>\n</div>\n");
    }

    private void facts() {
        BenchPlan plan = result.plan();
        NodeOptions panel = result.target().options();
        Machine machine = result.machine();
        page.add("<section>\n<h2>How it was measured</h2>\n<table class=\"facts\">\n");
        page.row("panel", panel.wsUrl() + " and " + panel.apiUrl());
        page.row("nodes", Figures.nodes(plan));
        page.row("pace", Figures.pace(plan));
        page.row(
                "rounds",
                Figures.count(plan.rounds()) + " of each transport, " + Figures.duration(plan.round())
                        + " each; warm-up " + Figures.duration(plan.warmUp()) + " each, not counted");
        page.row("timeout", Figures.duration(panel.timeout()));
        page.row("system", machine.system());
        page.row("processor", machine.processors() + " x " + machine.processor());
        page.row("JVM", machine.jvm() + ", heap up to " + Figures.count(machine.maxHeapBytes() >> 20) + " MiB");
        page.add(
                """
                </table>
                <ul>
                <li>Each node asks for its settings, its users and who is online, in this order, with the entity tag of its \
                last answer: most answers are 304. %s</li>
                <li>%s</li>
                <li>Each round has new connections. Dialling, and the first answer with all users, are not measured.</li>
                <li>Both transports have a thread for each request in flight, blocking sockets and a timer for the deadline, and \
                read each answer into the same object: over WebSocket a frame, its JSON and its base64; over HTTP a status line, \
                headers and a body without compression. What that costs this process for a request is the row "client CPU": \
                processor time of the whole process, the panel's too where it runs in the same process. Another client has other \
                costs, and another ratio.</li>
                <li>Latencies are those of answers with a status below 400, and the waiting of requests that got none in time. \
                %s</li>
                <li>The ratio is computed for each pair of neighbouring rounds; which transport is first alternates.</li>
                </ul>
                </section>
                """,
                plan.writes() ? "Then it pushes traffic, with amounts of its own, and reports who is online." : "",
                plan.generation() == 1
                        ? "A node has one request in flight, over WebSocket as over HTTP on one kept connection."
                        : "A node has several requests in flight: over WebSocket on one connection, each with an id, by a"
                                + " reading thread of the node's; over HTTP each on a kept connection of its own.",
                plan.rate().isPresent()
                        ? "They count from when a request was due, late or not; a node that sleeps until then may wake up a"
                                + " tenth of a millisecond late, over both alike."
                        : "They count from when a request was sent.");
    }

    private String url() {
        return result.target().options().wsUrl().toString();
    }
}
