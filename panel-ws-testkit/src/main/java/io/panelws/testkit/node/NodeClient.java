package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Carries a node's requests as generation 1 does: over one WebSocket, one request in flight (P-17), over plain HTTP while
 * WebSocket does not work.
 *
 * <pre>
 *              no connection            dialled               answered
 *   request ──────────────────► dial ─────────────► exchange ───────────► answer
 *      │                         │ fails, refused      │ breaks, late
 *      │ cooldown lasts          │ (P-5)               │ close, dial, send again: once, same deadline (P-14)
 *      ▼                         ▼                     ▼ breaks again
 *   plain HTTP ◄──────── cooldown of 60 s begins ◄─────┘
 * </pre>
 *
 * <p>Every attempt is reported to a listener and kept in the {@link Exchange}.
 *
 * <p>This class is thread-safe: calls wait for each other. It blocks until the deadline of the request at most, plus
 * that of each try over HTTP. It holds a connection, and after a fallback threads, until it is closed.
 */
public final class NodeClient implements AutoCloseable {

    /** What Go's HTTP client calls itself (P-4). */
    static final String USER_AGENT = "Go-http-client/1.1";

    /** How often plain HTTP sends a request again after a failure, at most (P-14). */
    private static final int HTTP_RETRIES = 3;

    private final NodeOptions options;
    private final AttemptListener listener;
    private final Cooldown cooldown;
    private Optional<NodeConnection> connection = Optional.empty();
    private Optional<HttpFallback> fallback = Optional.empty();
    private int dials;
    private boolean closed;

    /**
     * Makes a client by the system's clock that reports to nobody.
     *
     * @param options the panel's address, and who the node is
     */
    public NodeClient(NodeOptions options) {
        this(options, InstantSource.system(), AttemptListener.NONE);
    }

    /**
     * Makes a client; it dials with its first request.
     *
     * @param options the panel's address, and who the node is
     * @param clock measures the cooldown
     * @param listener is told of every attempt
     */
    public NodeClient(NodeOptions options, InstantSource clock, AttemptListener listener) {
        this.options = options;
        this.listener = listener;
        this.cooldown = new Cooldown(clock);
    }

    /**
     * Gets one request answered.
     *
     * @param request what to ask; over HTTP its {@code id} is lost
     * @return the answer, whatever its status
     * @throws NodeException when neither transport brought an answer
     * @throws InterruptedException when the thread is interrupted during the fallback; over WebSocket it is not noticed
     * @throws IllegalStateException when the client is closed
     * @throws IllegalArgumentException when it would be dialled or sent over HTTP with a header that HTTP cannot carry
     */
    public synchronized Exchange exchange(WsRequest request) throws NodeException, InterruptedException {
        if (closed) {
            throw new IllegalStateException("the node is closed");
        }
        Journal journal = new Journal(request, listener);
        long start = System.nanoTime();
        Optional<WsResponse> overWebSocket = cooldown.lasts() ? Optional.empty() : overWebSocket(request, journal);
        Transport transport = overWebSocket.isPresent() ? Transport.WEBSOCKET : Transport.HTTP;
        WsResponse response = overWebSocket.isPresent() ? overWebSocket.get() : overHttp(request, journal);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Exchange(request, transport, response, took, journal.attempts());
    }

    /** Closes the connection with 1000 and ends the fallback's threads. Idempotent; waits for a running request. */
    @Override
    public synchronized void close() {
        closed = true;
        connection.ifPresent(NodeConnection::close);
        connection = Optional.empty();
        fallback.ifPresent(HttpFallback::close);
        fallback = Optional.empty();
    }

    /** Tries twice where a connection breaks, once where there is none to be had. */
    private Optional<WsResponse> overWebSocket(WsRequest request, Journal journal) {
        Deadline deadline = Deadline.in(options.timeout());
        for (int sends = 0; sends < 2; sends++) {
            if (connection.isEmpty() && !dial(request, journal, deadline)) {
                break;
            }
            Optional<WsResponse> response = send(connection.orElseThrow(), request, journal, deadline);
            if (response.isPresent()) {
                return response;
            }
        }
        cooldown.begin();
        return Optional.empty();
    }

    private boolean dial(WsRequest request, Journal journal, Deadline deadline) {
        dials++;
        try {
            URI url = NodeUrl.of(options.wsUrl(), request.path(), options);
            connection = Optional.of(NodeConnection.dial(url, request, dials, deadline));
            return true;
        } catch (AttemptException e) {
            journal.failed(Transport.WEBSOCKET, dials, e);
            return false;
        }
    }

    private Optional<WsResponse> send(NodeConnection over, WsRequest request, Journal journal, Deadline deadline) {
        try {
            WsResponse response = over.exchange(request, deadline);
            journal.answered(Transport.WEBSOCKET, over.index(), response);
            return Optional.of(response);
        } catch (AttemptException e) {
            over.abort();
            connection = Optional.empty();
            journal.failed(Transport.WEBSOCKET, over.index(), e);
            return Optional.empty();
        }
    }

    private WsResponse overHttp(WsRequest request, Journal journal) throws NodeException, InterruptedException {
        HttpFallback http = fallback.orElseGet(() -> new HttpFallback(options));
        fallback = Optional.of(http);
        for (int sends = 0; sends <= HTTP_RETRIES; sends++) {
            try {
                WsResponse response = http.exchange(request);
                journal.answered(Transport.HTTP, 0, response);
                return response;
            } catch (AttemptException e) {
                journal.failed(Transport.HTTP, 0, e);
            }
        }
        throw new NodeException(journal.attempts());
    }
}
