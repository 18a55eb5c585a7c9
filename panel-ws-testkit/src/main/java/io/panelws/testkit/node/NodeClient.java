package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import io.panelws.testkit.wire.Deadline;
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
 * that of each try over HTTP. It holds a connection until it is closed, and no thread.
 */
public final class NodeClient implements Requester {

    private final Attempts attempts;
    private final SerialLines lines;

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
        this.attempts = new Attempts(options, clock, listener);
        this.lines = new SerialLines(options);
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
    @Override
    public synchronized Exchange exchange(WsRequest request) throws NodeException, InterruptedException {
        return attempts.exchange(request, lines);
    }

    /** Ends the connection without a word, from any thread: a request that is under way over it fails. */
    public void abort() {
        lines.abort();
    }

    /** Closes the connection with 1000. Idempotent; waits for a running request. */
    @Override
    public synchronized void close() {
        attempts.close();
        lines.close();
    }

    /** Each connection is used by the one request in flight (P-17). Not thread-safe, apart from {@link #abort}. */
    private static final class SerialLines implements Lines {

        private final NodeOptions options;
        private volatile Optional<NodeConnection> connection = Optional.empty();
        private int dials;

        SerialLines(NodeOptions options) {
            this.options = options;
        }

        @Override
        public NodeConnection current(WsRequest first, Deadline deadline) throws AttemptException {
            if (connection.isEmpty()) {
                dials++;
                connection = Optional.of(NodeConnection.dial(options, first, dials, deadline));
            }
            return connection.get();
        }

        @Override
        public void abandon(Line line) {
            connection.ifPresent(NodeConnection::abort);
            connection = Optional.empty();
        }

        @Override
        public int dials() {
            return dials;
        }

        void abort() {
            connection.ifPresent(NodeConnection::abort);
        }

        void close() {
            connection.ifPresent(NodeConnection::close);
            connection = Optional.empty();
        }
    }
}
