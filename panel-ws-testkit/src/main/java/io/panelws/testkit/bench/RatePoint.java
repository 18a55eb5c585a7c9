package io.panelws.testkit.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Throughput in a piece of a round.
 *
 * @param from when the piece began, in seconds since the round did
 * @param to when it ended
 * @param answered answers with a status below 400 in it
 */
record RatePoint(double from, double to, long answered) {

    double perSecond() {
        return to > from ? answered / (to - from) : 0;
    }

    /** The same with a last piece of less than half the length of the first added to the one before: it shows no rate. */
    static List<RatePoint> withoutShortEnd(List<RatePoint> points) {
        if (points.size() < 2
                || points.get(points.size() - 1).length() >= points.get(0).length() / 2) {
            return points;
        }
        RatePoint last = points.get(points.size() - 1);
        RatePoint before = points.get(points.size() - 2);
        List<RatePoint> merged = new ArrayList<>(points.subList(0, points.size() - 2));
        merged.add(new RatePoint(before.from(), last.to(), before.answered() + last.answered()));
        return merged;
    }

    private double length() {
        return to - from;
    }
}
