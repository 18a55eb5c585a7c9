package io.panelws.jetty.endpoint;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The Jakarta WebSocket endpoint that nodes talk to, one object for each connection.
 *
 * <p>It is mounted by {@code PanelWsFilter}, which gives it its connection. The path below is not for use: a container
 * that scans web applications for annotated endpoints mounts it there too, past every filter, so an endpoint without a
 * connection closes at once.
 */
@ServerEndpoint("/io.panelws.jetty.endpoint.PanelWsEndpoint")
public final class PanelWsEndpoint {

    private static final Logger LOG = System.getLogger(PanelWsEndpoint.class.getName());

    private final Optional<NodeConnection> connection;

    /** For the container that scans: the endpoint closes every connection. */
    public PanelWsEndpoint() {
        connection = Optional.empty();
    }

    /**
     * For the filter.
     *
     * @param connection takes the connection's messages
     */
    public PanelWsEndpoint(NodeConnection connection) {
        this.connection = Optional.of(connection);
    }

    /**
     * Begins a connection.
     *
     * @param session the WebSocket
     * @throws IOException when closing fails
     */
    @OnOpen
    public void onOpen(Session session) throws IOException {
        if (connection.isPresent()) {
            connection.get().opened(session);
        } else {
            session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, "nodes connect through PanelWsFilter"));
        }
    }

    /**
     * Takes a message or a part of one; returns before it is answered, and waits while too many are unanswered.
     *
     * @param part the text
     * @param last whether the message ends here
     */
    @OnMessage
    public void onText(String part, boolean last) {
        connection.ifPresent(c -> c.received(part, last));
    }

    /**
     * Refuses binary messages: the protocol has none (P-6).
     *
     * @param part ignored
     * @param last ignored
     * @param session the WebSocket
     * @throws IOException when closing fails
     */
    @OnMessage
    public void onBinary(ByteBuffer part, boolean last, Session session) throws IOException {
        session.close(new CloseReason(CloseCodes.CANNOT_ACCEPT, "only text messages are understood"));
    }

    /**
     * Ends the connection.
     *
     * @param reason why
     */
    @OnClose
    public void onClose(CloseReason reason) {
        connection.ifPresent(NodeConnection::closed);
    }

    /**
     * Notes a failure of the connection; the container closes it.
     *
     * @param cause what went wrong
     */
    @OnError
    public void onError(Throwable cause) {
        LOG.log(Level.DEBUG, "A connection of a node failed", cause);
    }
}
