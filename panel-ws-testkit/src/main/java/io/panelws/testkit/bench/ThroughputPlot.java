package io.panelws.testkit.bench;

import java.util.List;

/** Answers a second over the time of the run, each round on a band of its transport's colour. */
final class ThroughputPlot {

    private static final int NARROWEST_NUMBER = 14;

    /** For the numbers of the rounds above the lines. */
    private static final double HEADROOM = 1.08;

    private ThroughputPlot() {}

    static String of(BenchResult result) {
        List<RoundResult> rounds = result.rounds();
        RoundResult last = rounds.get(rounds.size() - 1);
        double end = last.startedAt() + last.seconds();
        double fastest = rounds.stream()
                .flatMap(round -> round.rates().stream())
                .mapToDouble(RatePoint::perSecond)
                .max()
                .orElse(0);
        Scale x = new Scale(0, end, PlotFrame.LEFT, PlotFrame.RIGHT, false);
        Scale y = Scale.fromZero(fastest * HEADROOM, PlotFrame.BOTTOM, PlotFrame.TOP);
        Svg svg = new Svg(PlotFrame.WIDTH, PlotFrame.HEIGHT, "Requests per second over time, round by round");
        rounds.forEach(round -> band(svg, round, x));
        PlotFrame.horizontalGrid(svg, y, "requests/s");
        x.ticks().forEach(tick -> PlotFrame.bottom(svg, x.pixel(tick), PlotFrame.number(tick)));
        PlotFrame.bottomTitle(svg, "seconds; bands are rounds with their numbers, w is a warm-up that does not count");
        rounds.forEach(round -> svg.path(style(round), path(round, x, y)));
        PlotFrame.legend(svg);
        return svg.toString();
    }

    private static void band(Svg svg, RoundResult round, Scale x) {
        double from = x.pixel(round.startedAt());
        double to = x.pixel(round.startedAt() + round.seconds());
        String number =
                round.place().isWarmUp() ? "w" : Integer.toString(round.place().number());
        String title = "round " + number + ", " + round.place().transport() + ": "
                + Figures.perSecond(round.perSecond()) + " requests/s";
        svg.rect("band " + style(round), from, PlotFrame.TOP, to - from, PlotFrame.BOTTOM - PlotFrame.TOP, title);
        if (to - from >= NARROWEST_NUMBER) {
            svg.label("tick middle", (from + to) / 2, PlotFrame.TOP + 15, number);
        }
    }

    private static String style(RoundResult round) {
        return round.place().transport() + (round.place().isWarmUp() ? " warm-up" : "");
    }

    /** A step for each sample. */
    private static StringBuilder path(RoundResult round, Scale x, Scale y) {
        StringBuilder path = new StringBuilder();
        for (RatePoint rate : round.rates()) {
            Svg.lineTo(path, x.pixel(round.startedAt() + rate.from()), y.pixel(rate.perSecond()));
            Svg.lineTo(path, x.pixel(round.startedAt() + rate.to()), y.pixel(rate.perSecond()));
        }
        return path;
    }
}
