package io.panelws.testkit.report;

import io.panelws.testkit.bench.BenchResult;
import io.panelws.testkit.bench.Latency;
import io.panelws.testkit.bench.Ratio;
import io.panelws.testkit.bench.RoundResult;
import io.panelws.testkit.bench.TransportSummary;
import io.panelws.testkit.node.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a bench found, in words and in figures as texts. */
final class BenchSummary {

    /**
     * One figure of both transports.
     *
     * @param name what it is
     * @param webSocket over WebSocket
     * @param http over HTTP
     * @param ratio WebSocket/HTTP, empty where none is computed
     */
    record Row(String name, String webSocket, String http, String ratio) {}

    private final BenchResult result;
    private final TransportSummary webSocket;
    private final TransportSummary http;

    BenchSummary(BenchResult result) {
        this.result = result;
        this.webSocket = result.summary(Transport.WEBSOCKET);
        this.http = result.summary(Transport.HTTP);
    }

    /** The result in one sentence, without a full stop. */
    String verdict() {
        long errors = webSocket.errorCount() + http.errorCount();
        return (errors == 0 ? "" : Figures.plural(errors, "request") + " failed; ") + comparison();
    }

    List<Row> rows() {
        Latency a = webSocket.latency();
        Latency b = http.latency();
        List<Row> rows = new ArrayList<>();
        rows.add(row("answers", Figures.count(webSocket.answered()), Figures.count(http.answered())));
        rows.add(row(
                "requests/s",
                Figures.perSecond(webSocket.perSecond()),
                Figures.perSecond(http.perSecond()),
                result.throughputRatio()));
        rows.add(row("min", Figures.millis(a.min()), Figures.millis(b.min())));
        rows.add(row("mean", Figures.millis(a.mean()), Figures.millis(b.mean())));
        rows.add(row("std. deviation", Figures.millis(a.stddev()), Figures.millis(b.stddev())));
        rows.add(row("p50", Figures.millis(a.p50()), Figures.millis(b.p50()), result.p50Ratio()));
        rows.add(row("p90", Figures.millis(a.p90()), Figures.millis(b.p90())));
        rows.add(row("p99", Figures.millis(a.p99()), Figures.millis(b.p99()), result.p99Ratio()));
        rows.add(row("p99.9", Figures.millis(a.p999()), Figures.millis(b.p999())));
        rows.add(row("max", Figures.millis(a.max()), Figures.millis(b.max())));
        rows.add(row("client CPU", Figures.millis(webSocket.cpuPerRequest()), Figures.millis(http.cpuPerRequest())));
        if (result.plan().rate().isPresent()) {
            rows.add(row("due, not sent", Figures.count(webSocket.unsent()), Figures.count(http.unsent())));
        }
        rows.add(row("errors", Figures.count(webSocket.errorCount()), Figures.count(http.errorCount())));
        return rows;
    }

    /** What a reader must know before believing the figures. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (result.isCutShort()) {
            remarks.add("Interrupted " + where() + ": rounds that are missing or were cut short have no ratio.");
        }
        for (Transport transport : Transport.values()) {
            long unsent = result.summary(transport).unsent();
            if (unsent > 0) {
                remarks.add("The rate was not reached over " + transport
                        + ": requests due and not sent when a round ended: " + Figures.count(unsent)
                        + ". Their waiting is in the latencies.");
            }
        }
        if (result.plan().rate().isEmpty()) {
            remarks.add("Closed loop: a node that waits sends nothing, so pauses of the panel hardly show in the"
                    + " latencies. With --rate they do.");
        }
        if (result.isLoopback()) {
            remarks.add("The panel runs on this machine and shares its processors with the nodes.");
        }
        return remarks;
    }

    private String comparison() {
        boolean paced = result.plan().rate().isPresent();
        Optional<Ratio> ratio = paced ? result.p99Ratio() : result.throughputRatio();
        if (ratio.isEmpty()) {
            return result.isCutShort() ? "nothing to compare: interrupted " + where() : "nothing to compare";
        }
        String times = String.format(Locale.ROOT, "%.2f times", ratio.get().median());
        String spread = String.format(
                Locale.ROOT,
                " (%.2f to %.2f)",
                ratio.get().lowest(),
                ratio.get().highest());
        return paced
                ? "over WebSocket the 99th percentile of the latencies was " + times + " that over HTTP" + spread
                : "WebSocket answered " + times + " as many requests a second as HTTP" + spread;
    }

    private String where() {
        List<RoundResult> measured = result.measured();
        String last = measured.size() + " of " + 2 * result.plan().rounds();
        return measured.get(measured.size() - 1).isCutShort() ? "in round " + last : "after round " + last;
    }

    private static Row row(String name, String webSocket, String http) {
        return new Row(name, webSocket, http, "");
    }

    private static Row row(String name, String webSocket, String http, Optional<Ratio> ratio) {
        return new Row(name, webSocket, http, Figures.ratio(ratio));
    }
}
