package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import java.util.Optional;

/** The connections of a node of generation 1: each is used by the one request in flight (P-17). Not thread-safe. */
final class SerialLines implements Lines {

    private final NodeOptions options;
    private Optional<NodeConnection> connection = Optional.empty();
    private int dials;

    SerialLines(NodeOptions options) {
        this.options = options;
    }

    @Override
    public NodeConnection current(WsRequest first, Deadline deadline) throws AttemptException {
        if (connection.isEmpty()) {
            dials++;
            connection = Optional.of(NodeConnection.dial(options.webSocketUrl(first.path()), first, dials, deadline));
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

    void close() {
        connection.ifPresent(NodeConnection::close);
        connection = Optional.empty();
    }
}
