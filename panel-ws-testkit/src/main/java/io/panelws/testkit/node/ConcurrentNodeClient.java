package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.testkit.wire.Deadline;
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
 * over HTTP. It holds a connection and a reading thread until it is closed.
 */
public final class ConcurrentNodeClient implements Requester {

    private final Attempts attempts;
    private final ConcurrentLines lines;
    private final AtomicLong ids = new AtomicLong();

    /**
     * Makes a client by the system's clock that reports to nobody.
     *
     * @param options the panel's address, and who the node is
     * @param fromPanel answers the panel's requests, one after another; see {@link TrafficQuery}
     */
    public ConcurrentNodeClient(NodeOptions options, Function<WsRequest, WsResponse> fromPanel) {
        this(options, fromPanel, InstantSource.system(), AttemptListener.NONE);
    }

    /**
     * Makes a client; it dials with its first request.
     *
     * @param options the panel's address, and who the node is
     * @param fromPanel answers the panel's requests, one after another; see {@link TrafficQuery}
     * @param clock measures the cooldown
     * @param listener is told of every attempt, by the thread that makes it
     */
    public ConcurrentNodeClient(
            NodeOptions options,
            Function<WsRequest, WsResponse> fromPanel,
            InstantSource clock,
            AttemptListener listener) {
        this.attempts = new Attempts(options, clock, listener);
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

    /** Ends the connection without a word, from any thread: requests that are under way over it fail. */
    public void abort() {
        lines.abort();
    }

    /** Closes the connection with 1000 and ends its thread; requests in flight fail, those over HTTP once their try has ended. Idempotent. */
    @Override
    public void close() {
        attempts.close();
        try {
            lines.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each connection is shared by all requests in flight. Thread-safe. */
    private static final class ConcurrentLines implements Lines {

        private final NodeOptions options;
        private final Function<WsRequest, WsResponse> fromPanel;

        // Written under this.
        private volatile Optional<ConcurrentConnection> connection = Optional.empty();
        // Guarded by this.
        private boolean closed;

        private volatile int dials;

        ConcurrentLines(NodeOptions options, Function<WsRequest, WsResponse> fromPanel) {
            this.options = options;
            this.fromPanel = fromPanel;
        }

        /** One request dials, the others wait for it. */
        @Override
        public synchronized Line current(WsRequest first, Deadline deadline) throws AttemptException {
            if (closed) {
                throw new AttemptException(Outcome.BROKEN, "the node is closed");
            }
            Optional<ConcurrentConnection> living = connection.filter(ConcurrentConnection::lives);
            if (living.isPresent()) {
                return living.get();
            }
            int index = dials + 1;
            dials = index;
            NodeConnection dialled = NodeConnection.dial(options, first, index, deadline);
            ConcurrentConnection begun = new ConcurrentConnection(dialled, fromPanel);
            connection = Optional.of(begun);
            begun.start();
            return begun;
        }

        @Override
        public void abandon(Line line) {
            ((ConcurrentConnection) line).abort();
        }

        @Override
        public int dials() {
            return dials;
        }

        void abort() {
            connection.ifPresent(ConcurrentConnection::abort);
        }

        void close() throws InterruptedException {
            Optional<ConcurrentConnection> last;
            synchronized (this) {
                closed = true;
                last = connection;
            }
            if (last.isPresent()) {
                last.get().close();
            }
        }
    }
}
