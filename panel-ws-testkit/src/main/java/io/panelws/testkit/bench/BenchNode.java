package io.panelws.testkit.bench;

import io.panelws.api.WsRequest;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Transport;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** One node: what it remembers of each transport, and its connection while a round lasts. One thread at a time. */
final class BenchNode {

    private final int index;
    private final NodeOptions options;
    private final Map<Transport, PollCycle> cycles = new EnumMap<>(Transport.class);
    private Optional<Link> link = Optional.empty();

    BenchNode(int index, NodeOptions options, boolean writes, LongSupplier amounts) {
        this.index = index;
        this.options = options;
        for (Transport transport : Transport.values()) {
            cycles.put(transport, new PollCycle(writes, amounts));
        }
    }

    /** Dials, and asks once for what is large the first time. A failure shows again, and is counted, in the round. */
    void connect(Transport transport) {
        try {
            connectOrFail(transport);
        } catch (UnansweredException e) {
            // The round's first request dials again.
        }
    }

    /** Dials, and asks once for what is large the first time; the first answer that is an error ends it. */
    Optional<Exchange> connectOrFail(Transport transport) {
        disconnect();
        PollCycle cycle = cycles.get(transport);
        Link dialled = Link.over(transport, options);
        link = Optional.of(dialled);
        for (WsRequest request : cycle.first()) {
            Exchange exchange = dialled.exchange(request);
            cycle.answered(exchange);
            if (!exchange.isSuccess()) {
                return Optional.of(exchange);
            }
        }
        return Optional.empty();
    }

    void load(Transport transport, Pace pace, Ticker ticker, long end, Meter meter) {
        new NodeLoop(index, pace, ticker, end, meter).run(link.orElseThrow(), cycles.get(transport));
    }

    void disconnect() {
        link.ifPresent(Link::close);
        link = Optional.empty();
    }
}
