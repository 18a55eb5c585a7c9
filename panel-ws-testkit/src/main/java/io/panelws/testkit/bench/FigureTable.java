package io.panelws.testkit.bench;

import io.panelws.testkit.node.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures of both transports side by side, as texts. */
final class FigureTable {

    /**
     * One figure.
     *
     * @param name what it is
     * @param webSocket over WebSocket
     * @param http over HTTP
     * @param ratio WebSocket/HTTP, empty where none is computed
     */
    record Row(String name, String webSocket, String http, String ratio) {}

    private FigureTable() {}

    static List<Row> of(BenchResult result) {
        TransportSummary ws = result.summary(Transport.WEBSOCKET);
        TransportSummary http = result.summary(Transport.HTTP);
        Latency a = ws.latency();
        Latency b = http.latency();
        List<Row> rows = new ArrayList<>();
        rows.add(row("answers", Figures.count(ws.answered()), Figures.count(http.answered())));
        rows.add(row(
                "requests/s",
                Figures.perSecond(ws.perSecond()),
                Figures.perSecond(http.perSecond()),
                result.throughputRatio()));
        rows.add(row("p50", Figures.millis(a.p50()), Figures.millis(b.p50()), result.p50Ratio()));
        rows.add(row("p90", Figures.millis(a.p90()), Figures.millis(b.p90())));
        rows.add(row("p99", Figures.millis(a.p99()), Figures.millis(b.p99()), result.p99Ratio()));
        rows.add(row("p99.9", Figures.millis(a.p999()), Figures.millis(b.p999())));
        rows.add(row("max", Figures.millis(a.max()), Figures.millis(b.max())));
        rows.add(row("client CPU", Figures.millis(ws.cpuPerRequest()), Figures.millis(http.cpuPerRequest())));
        if (result.plan().rate().isPresent()) {
            rows.add(row("due, not sent", Figures.count(ws.unsent()), Figures.count(http.unsent())));
        }
        rows.add(row("errors", Figures.count(ws.errorCount()), Figures.count(http.errorCount())));
        return rows;
    }

    private static Row row(String name, String webSocket, String http) {
        return new Row(name, webSocket, http, "");
    }

    private static Row row(String name, String webSocket, String http, Optional<Ratio> ratio) {
        return new Row(name, webSocket, http, Figures.ratio(ratio));
    }
}
