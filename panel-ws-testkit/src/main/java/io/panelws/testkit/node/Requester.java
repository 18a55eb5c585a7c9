package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/**
 * Carries a node's requests: {@link NodeClient} as generation 1 does, {@link ConcurrentNodeClient} as generation 2.
 * Implementations are thread-safe.
 */
public interface Requester extends AutoCloseable {

    /**
     * Makes a client of either generation; it dials with its first request. One of generation 2 tells a panel that asks for
     * traffic that there is none; {@link UniProxyNode#of} makes one that counts.
     *
     * @param options the panel's address, and who the node is
     * @param generation 1 or 2
     * @param clock measures the cooldown
     * @param listener is told of every attempt, by the thread that makes it
     * @return the client
     * @throws IllegalArgumentException when there is no such generation
     */
    static Requester of(NodeOptions options, int generation, InstantSource clock, AttemptListener listener) {
        return of(options, generation, clock, listener, new TrafficQuery(options.tag(), Map::of));
    }

    /**
     * Makes a client of either generation that answers the panel's requests with a function of one's own.
     *
     * @param options the panel's address, and who the node is
     * @param generation 1 or 2
     * @param clock measures the cooldown
     * @param listener is told of every attempt, by the thread that makes it
     * @param fromPanel answers the panel's requests, one after another; generation 1 gets none
     * @return the client
     * @throws IllegalArgumentException when there is no such generation
     */
    static Requester of(
            NodeOptions options,
            int generation,
            InstantSource clock,
            AttemptListener listener,
            Function<WsRequest, WsResponse> fromPanel) {
        return switch (generation) {
            case 1 -> new NodeClient(options, clock, listener);
            case 2 -> new ConcurrentNodeClient(options, fromPanel, clock, listener);
            default -> throw new IllegalArgumentException("a node is of generation 1 or 2, not " + generation);
        };
    }

    /**
     * Gets one request answered; blocks until then.
     *
     * @param request what to ask
     * @return the answer, whatever its status
     * @throws NodeException when neither transport brought an answer
     * @throws InterruptedException when the thread is interrupted
     * @throws IllegalStateException when the client is closed
     */
    Exchange exchange(WsRequest request) throws NodeException, InterruptedException;

    /** Ends connections and threads. Idempotent. */
    @Override
    void close();
}
