package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.util.Optional;
import java.util.function.Function;

/** The connections of a node of generation 2: each is shared by all requests in flight. Thread-safe. */
final class ConcurrentLines implements Lines {

    private final NodeOptions options;
    private final Function<WsRequest, WsResponse> fromPanel;

    // Guarded by this.
    private Optional<ConcurrentConnection> connection = Optional.empty();
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
        NodeConnection dialled = NodeConnection.dial(options.webSocketUrl(first.path()), first, index, deadline);
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
