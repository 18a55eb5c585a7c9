package io.panelws.jetty.endpoint;

import io.panelws.jetty.log.Log;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Jakarta WebSocket endpoint that nodes talk to, one object for each connection. It opens the WebSocket; from there on
 * {@link NodeConnection} reads and writes its frames as bytes, so that no message becomes a string on its way.
 *
 * <p>It is mounted by {@code PanelWsFilter}, which gives it what opens its connection. The path below is not for use: a
 * container that scans web applications for annotated endpoints mounts it there too, past every filter, so an endpoint that
 * was not given one closes at once.
 */
@ServerEndpoint("/io.panelws.jetty.endpoint.PanelWsEndpoint")
public final class PanelWsEndpoint {

    private static final Log LOG = Log.of(PanelWsEndpoint.class);

    // No type of Jetty's may stand in this class: a container that scans sees it with the web application's eyes.
    private Optional<Consumer<Session>> opening;

    /** For the container that scans: the endpoint closes every connection. */
    public PanelWsEndpoint() {
        opening = Optional.empty();
    }

    /**
     * For the filter.
     *
     * @param opening takes the connection over
     */
    public PanelWsEndpoint(Consumer<Session> opening) {
        this.opening = Optional.of(opening);
    }

    /**
     * Begins a connection.
     *
     * @param session the WebSocket
     * @throws IOException when closing fails
     */
    @OnOpen
    public void onOpen(Session session) throws IOException {
        if (opening.isPresent()) {
            Consumer<Session> once = opening.get();
            opening = Optional.empty();
            once.accept(session);
        } else {
            session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, "nodes connect through PanelWsFilter"));
        }
    }

    /**
     * Hears that the WebSocket has ended; its connection knows by itself.
     *
     * @param reason why
     */
    @OnClose
    public void onClose(CloseReason reason) {
        LOG.log(Level.DEBUG, "A WebSocket of a node ended: {0}", reason.getCloseCode());
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
