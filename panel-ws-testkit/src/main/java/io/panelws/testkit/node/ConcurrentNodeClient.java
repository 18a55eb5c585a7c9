package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Carries a node's requests as generation 2 does: over one WebSocket, as many in flight as there are callers, each with an
 * {@code id} of its own by which its answer is found (P-17). It reads all the time, so it answers pings and notices a
 * close at once, and it answers what the panel asks (P-18).
 *
 * <p>When something breaks it does what {@link NodeClient} does (P-14), each request for itself; a request that is not
 * answered in time ends the connection for the others too, which are sent again on the next one.
 *
 * <p>This class is thread-safe: each caller blocks until the deadline of its own request at most, plus that of each try
 * over HTTP. It holds a connection and a reading thread, and after a fallback further threads, until it is closed.
 */
public final class ConcurrentNodeClient implements Requester {

    private final Attempts attempts;
    private final ConcurrentLines lines;
    private final AtomicLong ids = new AtomicLong();

    /**
     * Makes a client by the system's clock that reports to nobody and has an HTTP client of its own.
     *
     * @param options the panel's address, and who the node is
     * @param fromPanel answers the panel's requests, one after another; see {@link TrafficQuery}
     */
    public ConcurrentNodeClient(NodeOptions options, Function<WsRequest, WsResponse> fromPanel) {
        this(options, fromPanel, InstantSource.system(), AttemptListener.NONE, Optional.empty());
    }

    /**
     * Makes a client; it dials with its first request.
     *
     * @param options the panel's address, and who the node is
     * @param fromPanel answers the panel's requests, one after another; see {@link TrafficQuery}
     * @param clock measures the cooldown
     * @param listener is told of every attempt, by the thread that makes it
     * @param http what to fall back to, not closed with the node; empty for one of its own
     */
    public ConcurrentNodeClient(
            NodeOptions options,
            Function<WsRequest, WsResponse> fromPanel,
            InstantSource clock,
            AttemptListener listener,
            Optional<SharedHttp> http) {
        this.attempts = new Attempts(options, clock, listener, http);
        this.lines = new ConcurrentLines(options, fromPanel);
    }

    /**
     * Gets one request answered.
     *
     * @param request what to ask; its {@code id} is replaced by one that no other request of this client has
     * @return the answer, whatever its status
     * @throws NodeException when neither transport brought an answer
     * @throws InterruptedException when the thread is interrupted
     * @throws IllegalStateException when the client is closed
     * @throws IllegalArgumentException when it would be dialled or sent over HTTP with a header that HTTP cannot carry
     */
    @Override
    public Exchange exchange(WsRequest request) throws NodeException, InterruptedException {
        WsRequest numbered = new WsRequest(
                ids.incrementAndGet(), request.method(), request.path(), request.headers(), request.body());
        return attempts.exchange(numbered, lines);
    }

    /** Closes the connection with 1000 and ends all threads; requests in flight fail. Idempotent. */
    @Override
    public void close() {
        attempts.close();
        try {
            lines.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
