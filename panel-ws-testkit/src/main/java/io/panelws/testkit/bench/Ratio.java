package io.panelws.testkit.bench;

import java.util.List;
import java.util.Optional;

/**
 * A figure of WebSocket divided by the same of HTTP, once for each pair of neighbouring rounds. Immutable.
 *
 * @param median the middle one; of two middle ones the geometric mean, so that HTTP/WebSocket is exactly its inverse
 * @param lowest the smallest
 * @param highest the largest
 * @param pairs every one, in the order of the rounds
 */
record Ratio(double median, double lowest, double highest, List<Double> pairs) {

    Ratio {
        pairs = List.copyOf(pairs);
    }

    /** Sums up the pairs; empty where there is none. */
    static Optional<Ratio> of(List<Double> pairs) {
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        List<Double> sorted = pairs.stream().sorted().toList();
        double lower = sorted.get((sorted.size() - 1) / 2);
        double upper = sorted.get(sorted.size() / 2);
        double median = lower == upper ? lower : Math.sqrt(lower * upper);
        return Optional.of(new Ratio(median, sorted.get(0), sorted.get(sorted.size() - 1), pairs));
    }
}
