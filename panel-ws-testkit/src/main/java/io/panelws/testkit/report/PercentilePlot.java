package io.panelws.testkit.report;

import io.panelws.testkit.bench.BenchResult;
import io.panelws.testkit.bench.Latency;
import io.panelws.testkit.node.Transport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * The latency distribution of both transports: to the right ever fewer requests, each nine the same length, upwards ever
 * longer times, both logarithmic.
 */
final class PercentilePlot {

    private static final double NANOS_IN_A_MILLISECOND = 1e6;
    private static final int POINTS_A_NINE = 60;
    private static final String[] NINES = {"0", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %", "99.9999 %"};

    /** Below, labels would touch each other: those of nines, and 0 and 50 %. */
    private static final double NARROWEST_NINE = 48;

    private static final double NARROWEST_LABEL = 28;

    private PercentilePlot() {}

    static Page.Markup of(BenchResult result) {
        Histogram webSocket = result.summary(Transport.WEBSOCKET).latencies();
        Histogram http = result.summary(Transport.HTTP).latencies();
        return Plot.of(
                "percentiles",
                "Latency by percentile, WebSocket and HTTP",
                words("WebSocket", webSocket) + " " + words("HTTP", http) + " The table of figures has more.",
                plot -> draw(plot, webSocket, http));
    }

    private static void draw(Plot plot, Histogram webSocket, Histogram http) {
        int nines = nines(Math.max(webSocket.getTotalCount(), http.getTotalCount()));
        Scale x = new Scale(0, nines, plot.left(), plot.right(), false);
        Scale y = Scale.logarithmic(
                millis(lowest(webSocket, http)),
                millis(Math.max(webSocket.getMaxValue(), http.getMaxValue())),
                plot.bottom(),
                plot.top());
        plot.horizontalGrid(y, "milliseconds");
        verticalGrid(plot, x, nines);
        plot.bottomTitle("share of the requests that took at most so long");
        plot.path("http", path(http, x, y, nines));
        plot.path("websocket", path(webSocket, x, y, nines));
        plot.legend();
    }

    /** How many nines so many requests can show: beyond, there is nothing but the maximum. */
    static int nines(long count) {
        int nines = (int) Math.ceil(Math.log10(Math.max(10, count)));
        return Math.min(NINES.length - 1, nines);
    }

    private static void verticalGrid(Plot plot, Scale x, int nines) {
        boolean isRoomy = x.pixel(1) - x.pixel(0) >= NARROWEST_NINE;
        double half = x.pixel(Math.log10(2));
        plot.verticalGrid(half);
        plot.bottomLabel(half, "50 %");
        for (int nine = 0; nine <= nines; nine++) {
            double at = x.pixel(nine);
            plot.verticalGrid(at);
            boolean isFree = nine > 0 || half - at >= NARROWEST_LABEL;
            if (isFree && (isRoomy || nine % 2 == nines % 2)) {
                plot.bottomLabel(at, NINES[nine]);
            }
        }
    }

    private static StringBuilder path(Histogram latencies, Scale x, Scale y, int nines) {
        StringBuilder path = new StringBuilder();
        if (latencies.getTotalCount() == 0) {
            return path;
        }
        double last = Math.min(nines, Math.log10(latencies.getTotalCount()));
        for (int i = 0; i < last * POINTS_A_NINE; i++) {
            double nine = (double) i / POINTS_A_NINE;
            double percentile = 100 - 100 / Math.pow(10, nine);
            Plot.lineTo(path, x.pixel(nine), y.pixel(millis(latencies.getValueAtPercentile(percentile))));
        }
        Plot.lineTo(path, x.pixel(last), y.pixel(millis(latencies.getMaxValue())));
        return path;
    }

    /** The smallest latency of either, 1 where there is none. */
    private static long lowest(Histogram... distributions) {
        return Stream.of(distributions)
                .filter(latencies -> latencies.getTotalCount() > 0)
                .mapToLong(Histogram::getMinValue)
                .filter(value -> value > 0)
                .min()
                .orElse(1);
    }

    private static String words(String transport, Histogram latencies) {
        Latency latency = Latency.of(latencies);
        return transport + ": half within " + Figures.millis(latency.p50()) + ", 99 % within "
                + Figures.millis(latency.p99()) + ", all within " + Figures.millis(latency.max()) + ".";
    }

    private static double millis(long nanos) {
        return nanos / NANOS_IN_A_MILLISECOND;
    }
}
