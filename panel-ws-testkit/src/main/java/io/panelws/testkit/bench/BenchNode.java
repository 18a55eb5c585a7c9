package io.panelws.testkit.bench;

import io.panelws.testkit.bench.Link.UnansweredException;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Transport;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One node: what it remembers of each transport, and its connections while a round lasts. For each request in flight it has
 * a cycle of its own, and over HTTP a connection. One thread at a time dials; each of those that load has its own lane.
 */
final class BenchNode {

    private final NodeOptions options;
    private final BenchPlan plan;
    private final Map<Transport, List<PollCycle>> cycles = new EnumMap<>(Transport.class);
    private volatile List<Link> links = List.of();

    BenchNode(NodeOptions options, BenchPlan plan, LongSupplier amounts) {
        this.options = options;
        this.plan = plan;
        for (Transport transport : Transport.values()) {
            cycles.put(
                    transport,
                    Stream.generate(() -> new PollCycle(plan.writes(), amounts))
                            .limit(plan.inFlight())
                            .toList());
        }
    }

    /** Dials, and asks once for what is large the first time. A failure shows again, and is counted, in the round. */
    void connect(Transport transport) {
        disconnect();
        links = links(transport);
        try {
            for (int lane = 0; lane < links.size(); lane++) {
                cycle(transport, lane).first(links.get(lane));
            }
        } catch (UnansweredException | IOException e) {
            // The round's first request dials again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Dials once, asks for the same, and ends the connection; what goes wrong is told. */
    Exchange tryOut(Transport transport) throws IOException, InterruptedException {
        links = List.of(Link.over(transport, options, plan.generation()));
        try {
            return cycle(transport, 0).first(links.get(0));
        } finally {
            disconnect();
        }
    }

    /** What one of its threads asks. */
    PollCycle cycle(Transport transport, int lane) {
        return cycles.get(transport).get(lane);
    }

    /** What one of its threads asks over, while a round lasts. */
    Link link(int lane) {
        return links.get(lane);
    }

    void disconnect() {
        links.forEach(Link::close);
        links = List.of();
    }

    /** Ends all connections at once, from any thread. */
    void abort() {
        links.forEach(Link::abort);
    }

    private List<Link> links(Transport transport) {
        return transport == Transport.WEBSOCKET
                ? Collections.nCopies(plan.inFlight(), Link.over(transport, options, plan.generation()))
                : IntStream.range(0, plan.inFlight())
                        .mapToObj(lane -> Link.over(transport, options, plan.generation()))
                        .toList();
    }
}
