package io.panelws.testkit.cli;

import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.Transport;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts exchanges for the line at the end. Not thread-safe. */
final class Tally {

    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Set<Integer> connections = new HashSet<>();
    private int exchanges;
    private int overWebSocket;
    private int failures;
    private long bytes;
    private long nanos;

    void add(Exchange exchange) {
        exchanges++;
        if (exchange.transport() == Transport.WEBSOCKET) {
            overWebSocket++;
            connections.add(
                    exchange.attempts().get(exchange.attempts().size() - 1).connection());
        }
        failures += exchange.isSuccess() ? 0 : 1;
        bytes += exchange.response().bodyBuffer().remaining();
        nanos += exchange.took().toNanos();
        statuses.merge(exchange.status(), 1, Integer::sum);
    }

    void addUnanswered() {
        exchanges++;
        failures++;
    }

    boolean isEmpty() {
        return exchanges == 0;
    }

    /** Every exchange was answered, with a status below 400. */
    boolean isSuccess() {
        return failures == 0;
    }

    boolean isAllOverWebSocket() {
        return overWebSocket == exchanges;
    }

    boolean isNothingOverWebSocket() {
        return overWebSocket == 0;
    }

    /** How many WebSockets brought answers. */
    int connections() {
        return connections.size();
    }

    String summary() {
        String counts = statuses.entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining(", "));
        return "%d exchanges, %d over WebSocket, %d failed; status %s; %d bytes of bodies, %d ms"
                .formatted(exchanges, overWebSocket, failures, counts.isEmpty() ? "none" : counts, bytes, millis());
    }

    private long millis() {
        return nanos / 1_000_000;
    }
}
