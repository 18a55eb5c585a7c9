package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Carries a node's requests as generation 1 does: over one WebSocket, one request in flight (P-17), over plain HTTP while
 * WebSocket does not work.
 *
 * <pre>
 *              no connection            dialled               answered
 *   request ──────────────────> dial ─────────────> exchange ───────────> answer
 *      │                         │ fails, refused      │ breaks, late
 *      │ cooldown lasts          │ (P-5)               │ close, dial, send again: once, same deadline (P-14)
 *      ▼                         ▼                     ▼ breaks again
 *   plain HTTP <──────── cooldown of 60 s begins <─────┘
 * </pre>
 *
 * <p>Every attempt is reported to a listener and kept in the {@link Exchange}.
 *
 * <p>This class is thread-safe: calls wait for each other. It blocks, and holds threads until it is closed.
 */
public final class NodeClient implements AutoCloseable {

    /** What Go's HTTP client calls itself (P-4). */
    static final String USER_AGENT = "Go-http-client/1.1";

    /** How often plain HTTP sends a request again after a failure, at most (P-14). */
    private static final int HTTP_RETRIES = 3;

    private final NodeOptions options;
    private final AttemptListener listener;
    private final Cooldown cooldown;
    private final ExecutorService threads = Executors.newCachedThreadPool(NodeClient::thread);
    private Optional<HttpClient> http;
    private Optional<NodeConnection> connection = Optional.empty();
    private int dials;

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
        this.http = Optional.of(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build());
    }

    /**
     * Gets one request answered.
     *
     * @param request what to ask; over HTTP its {@code id} is lost
     * @return the answer, whatever its status
     * @throws NodeException when neither transport brought an answer
     * @throws InterruptedException when the thread is interrupted; the connection is given up
     * @throws IllegalStateException when the client is closed
     */
    public synchronized Exchange exchange(WsRequest request) throws NodeException, InterruptedException {
        Journal journal = new Journal(request, listener);
        long start = System.nanoTime();
        Optional<WsResponse> overWebSocket = cooldown.lasts() ? Optional.empty() : overWebSocket(request, journal);
        Transport transport = overWebSocket.isPresent() ? Transport.WEBSOCKET : Transport.HTTP;
        WsResponse response = overWebSocket.isPresent() ? overWebSocket.get() : overHttp(request, journal);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Exchange(request, transport, response, took, journal.attempts());
    }

    /** Closes the connection with 1000 and ends the client's threads. Idempotent; waits for a running request. */
    @Override
    public synchronized void close() {
        connection.ifPresent(NodeConnection::close);
        connection = Optional.empty();
        http.ifPresent(NodeClient::release);
        http = Optional.empty();
        threads.shutdown();
    }

    /** Tries twice where a connection breaks, once where there is none to be had. */
    private Optional<WsResponse> overWebSocket(WsRequest request, Journal journal) throws InterruptedException {
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

    private boolean dial(WsRequest request, Journal journal, Deadline deadline) throws InterruptedException {
        dials++;
        try {
            URI url = NodeUrl.of(options.wsUrl(), request.path(), options);
            connection = Optional.of(NodeConnection.dial(open(), url, request, dials, deadline));
            return true;
        } catch (AttemptException e) {
            journal.failed(Transport.WEBSOCKET, dials, e);
            return false;
        }
    }

    private Optional<WsResponse> send(NodeConnection over, WsRequest request, Journal journal, Deadline deadline)
            throws InterruptedException {
        boolean done = false;
        try {
            WsResponse response = over.exchange(request, deadline);
            journal.answered(Transport.WEBSOCKET, over.index(), response);
            done = true;
            return Optional.of(response);
        } catch (AttemptException e) {
            journal.failed(Transport.WEBSOCKET, over.index(), e);
            return Optional.empty();
        } finally {
            if (!done) {
                over.abort();
                connection = Optional.empty();
            }
        }
    }

    private WsResponse overHttp(WsRequest request, Journal journal) throws NodeException, InterruptedException {
        HttpFallback fallback = new HttpFallback(open(), options);
        for (int sends = 0; sends <= HTTP_RETRIES; sends++) {
            try {
                WsResponse response = fallback.exchange(request);
                journal.answered(Transport.HTTP, 0, response);
                return response;
            } catch (AttemptException e) {
                journal.failed(Transport.HTTP, 0, e);
            }
        }
        throw new NodeException(journal.attempts());
    }

    private HttpClient open() {
        return http.orElseThrow(() -> new IllegalStateException("the node is closed"));
    }

    /** Since Java 21 a client can be closed; before, its selector thread ends once nobody refers to the client. */
    private static void release(Object client) {
        if (client instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("the HTTP client does not close", e);
            }
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "panel-ws-node");
        thread.setDaemon(true);
        return thread;
    }
}
