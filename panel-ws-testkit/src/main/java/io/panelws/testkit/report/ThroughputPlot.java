package io.panelws.testkit.report;

import io.panelws.testkit.bench.BenchResult;
import io.panelws.testkit.bench.RoundResult;
import io.panelws.testkit.node.Transport;
import java.util.List;

/** Answers a second over the time of the run, each round on a band of its transport's colour. */
final class ThroughputPlot {

    private static final int NARROWEST_NUMBER = 14;

    /** For the numbers of the rounds above the lines. */
    private static final double HEADROOM = 1.08;

    private ThroughputPlot() {}

    static Page.Markup of(BenchResult result) {
        return Plot.of(
                "throughput",
                "Requests per second over time, round by round",
                words("WebSocket", result, Transport.WEBSOCKET) + " " + words("HTTP", result, Transport.HTTP)
                        + " The table of rounds has more.",
                plot -> draw(plot, result.rounds()));
    }

    private static void draw(Plot plot, List<RoundResult> rounds) {
        RoundResult last = rounds.get(rounds.size() - 1);
        double end = last.startedAt() + last.seconds();
        double fastest = rounds.stream()
                .flatMap(round -> round.pieces().stream())
                .mapToDouble(RoundResult.Piece::perSecond)
                .max()
                .orElse(0);
        Scale x = new Scale(0, end, plot.left(), plot.right(), false);
        Scale y = Scale.fromZero(fastest * HEADROOM, plot.bottom(), plot.top());
        rounds.forEach(round -> band(plot, round, x));
        plot.horizontalGrid(y, "requests/s");
        x.ticks().forEach(tick -> plot.bottomLabel(x.pixel(tick), Plot.number(tick)));
        plot.bottomTitle("seconds");
        rounds.forEach(round -> plot.path(style(round), path(round, x, y)));
        plot.legend();
    }

    private static void band(Plot plot, RoundResult round, Scale x) {
        double from = x.pixel(round.startedAt());
        double to = x.pixel(round.startedAt() + round.seconds());
        String number =
                round.place().isWarmUp() ? "w" : Integer.toString(round.place().number());
        String title = "round " + number + ", " + round.place().transport() + ": "
                + Figures.perSecond(round.perSecond()) + " requests/s";
        plot.band(style(round), from, to, title);
        if (to - from >= NARROWEST_NUMBER) {
            plot.label("tick middle", (from + to) / 2, plot.top() + 15, number);
        }
    }

    private static String style(RoundResult round) {
        return round.place().transport() + (round.place().isWarmUp() ? " warm-up" : "");
    }

    /** A step for each sample. */
    private static StringBuilder path(RoundResult round, Scale x, Scale y) {
        StringBuilder path = new StringBuilder();
        for (RoundResult.Piece piece : round.pieces()) {
            Plot.lineTo(path, x.pixel(round.startedAt() + piece.from()), y.pixel(piece.perSecond()));
            Plot.lineTo(path, x.pixel(round.startedAt() + piece.to()), y.pixel(piece.perSecond()));
        }
        return path;
    }

    private static String words(String name, BenchResult result, Transport transport) {
        return name + ": " + Figures.perSecond(result.summary(transport).perSecond()) + " requests/s in all rounds.";
    }
}
