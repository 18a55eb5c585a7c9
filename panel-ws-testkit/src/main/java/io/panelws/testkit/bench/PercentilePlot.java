package io.panelws.testkit.bench;

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

    private PercentilePlot() {}

    static String of(BenchResult result) {
        Histogram webSocket = result.summary(Transport.WEBSOCKET).latencies();
        Histogram http = result.summary(Transport.HTTP).latencies();
        int nines = nines(Math.max(webSocket.getTotalCount(), http.getTotalCount()));
        Scale x = new Scale(0, nines, PlotFrame.LEFT, PlotFrame.RIGHT, false);
        Scale y = Scale.logarithmic(
                millis(lowest(webSocket, http)),
                millis(Math.max(webSocket.getMaxValue(), http.getMaxValue())),
                PlotFrame.BOTTOM,
                PlotFrame.TOP);
        Svg svg = new Svg(PlotFrame.WIDTH, PlotFrame.HEIGHT, "Latency by percentile, WebSocket and HTTP");
        PlotFrame.horizontalGrid(svg, y, "milliseconds");
        verticalGrid(svg, x, nines);
        PlotFrame.bottomTitle(svg, "share of the requests that took at most so long");
        svg.path("http", path(http, x, y, nines)).path("websocket", path(webSocket, x, y, nines));
        PlotFrame.legend(svg);
        return svg.toString();
    }

    /** How many nines so many requests can show: beyond, there is nothing but the maximum. */
    static int nines(long count) {
        int nines = (int) Math.ceil(Math.log10(Math.max(10, count)));
        return Math.min(NINES.length - 1, nines);
    }

    private static void verticalGrid(Svg svg, Scale x, int nines) {
        double half = x.pixel(Math.log10(2));
        svg.line("grid", half, PlotFrame.TOP, half, PlotFrame.BOTTOM);
        PlotFrame.bottom(svg, half, "50 %");
        for (int nine = 0; nine <= nines; nine++) {
            double at = x.pixel(nine);
            svg.line("grid", at, PlotFrame.TOP, at, PlotFrame.BOTTOM);
            PlotFrame.bottom(svg, at, NINES[nine]);
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
            Svg.lineTo(path, x.pixel(nine), y.pixel(millis(latencies.getValueAtPercentile(percentile))));
        }
        Svg.lineTo(path, x.pixel(last), y.pixel(millis(latencies.getMaxValue())));
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

    private static double millis(long nanos) {
        return nanos / NANOS_IN_A_MILLISECOND;
    }
}
