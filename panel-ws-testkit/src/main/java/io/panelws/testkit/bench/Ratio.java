package io.panelws.testkit.bench;

import io.panelws.testkit.node.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A figure of WebSocket divided by the same of HTTP, once for each pair of neighbouring rounds. Immutable.
 *
 * @param median the middle one; of two middle ones the geometric mean, so that HTTP/WebSocket is exactly its inverse
 * @param lowest the smallest
 * @param highest the largest
 * @param pairs every one, in the order of the rounds
 */
public record Ratio(double median, double lowest, double highest, List<Double> pairs) {

    /** Copies the pairs. */
    public Ratio {
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

    /**
     * Compares the rounds of each pair. A pair in which either figure is 0, or a round was cut short, has no ratio and is
     * left out.
     */
    static Optional<Ratio> of(List<RoundResult> measured, ToDoubleFunction<RoundResult> figure) {
        Map<Integer, List<RoundResult>> pairs = new TreeMap<>();
        measured.stream().filter(round -> !round.isCutShort()).forEach(round -> pairs.computeIfAbsent(
                        round.place().pair(), pair -> new ArrayList<>())
                .add(round));
        List<Double> ratios = new ArrayList<>();
        for (List<RoundResult> pair : pairs.values()) {
            double webSocket = sum(pair, Transport.WEBSOCKET, figure);
            double http = sum(pair, Transport.HTTP, figure);
            if (webSocket > 0 && http > 0) {
                ratios.add(webSocket / http);
            }
        }
        return of(ratios);
    }

    private static double sum(List<RoundResult> pair, Transport transport, ToDoubleFunction<RoundResult> figure) {
        return pair.stream()
                .filter(round -> round.place().transport() == transport)
                .mapToDouble(figure)
                .sum();
    }
}
