package io.panelws.testkit.bench;

import io.panelws.testkit.node.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Compares the rounds of a pair, pair by pair. */
final class Ratios {

    private Ratios() {}

    /** WebSocket divided by HTTP; a pair in which either figure is 0 has none and is left out. */
    static Optional<Ratio> of(List<RoundResult> measured, ToDoubleFunction<RoundResult> figure) {
        Map<Integer, List<RoundResult>> pairs = new TreeMap<>();
        measured.forEach(round -> pairs.computeIfAbsent(round.place().pair(), pair -> new ArrayList<>())
                .add(round));
        List<Double> ratios = new ArrayList<>();
        for (List<RoundResult> pair : pairs.values()) {
            double webSocket = sum(pair, Transport.WEBSOCKET, figure);
            double http = sum(pair, Transport.HTTP, figure);
            if (webSocket > 0 && http > 0) {
                ratios.add(webSocket / http);
            }
        }
        return Ratio.of(ratios);
    }

    private static double sum(List<RoundResult> pair, Transport transport, ToDoubleFunction<RoundResult> figure) {
        return pair.stream()
                .filter(round -> round.place().transport() == transport)
                .mapToDouble(figure)
                .sum();
    }
}
