package io.panelws.jetty.endpoint;

import jakarta.websocket.Session;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/**
 * Takes the place of the connection that Jetty's Jakarta container has made for an upgrade, lets that one open the
 * WebSocket, and puts a {@link NodeConnection} of the same session in its place before anything is read.
 *
 * <pre>
 *  HTTP connection ── 101 sent ──> OpeningConnection ── onOpen ──> Jakarta's connection ── @OnOpen ──> NodeConnection
 *                                          └──────────────── bytes that came early ───────────────────────^
 * </pre>
 */
public final class OpeningConnection extends AbstractConnection implements Connection.UpgradeTo {

    private final WebSocketConnection jakarta;
    private final Function<WebSocketCoreSession, NodeConnection> factory;
    private Optional<ByteBuffer> early = Optional.empty();

    /** Set by the one thread that opens, read by whichever closes. */
    private volatile Optional<NodeConnection> node = Optional.empty();

    /**
     * Makes the connection of an upgrade that has been agreed on.
     *
     * @param jakarta what Jetty would upgrade to
     * @param factory makes the connection of a session
     */
    public OpeningConnection(WebSocketConnection jakarta, Function<WebSocketCoreSession, NodeConnection> factory) {
        super(jakarta.getEndPoint(), jakarta.getExecutor());
        this.jakarta = jakarta;
        this.factory = factory;
    }

    /**
     * Called by the endpoint within {@link #onOpen}.
     *
     * @param session the WebSocket
     */
    public void opened(Session session) {
        // Jetty's own timeout runs while a servlet works; ours does not.
        session.setMaxIdleTimeout(0);
        WebSocketCoreSession core = coreOf(session);
        NodeConnection connection = factory.apply(core);
        core.setWebSocketConnection(connection);
        node = Optional.of(connection);
    }

    /** Every EE level has a session type of its own, and each has this method. */
    private static WebSocketCoreSession coreOf(Session session) {
        try {
            return (WebSocketCoreSession) MethodHandles.publicLookup()
                    .findVirtual(session.getClass(), "getCoreSession", MethodType.methodType(CoreSession.class))
                    .invoke(session);
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "panel-ws does not know this Jetty's WebSocket session, " + session.getClass(), e);
        }
    }

    @Override
    public void onUpgradeTo(ByteBuffer buffer) {
        early = Optional.of(BufferUtil.copy(buffer));
    }

    @Override
    public void onOpen() {
        super.onOpen();
        jakarta.onOpen();
        if (node.isEmpty()) {
            close();
            return;
        }
        NodeConnection connection = node.get();
        getEndPoint().setConnection(connection);
        early.ifPresent(connection::onUpgradeTo);
        connection.begin();
    }

    @Override
    public void onFillable() {
        throw new IllegalStateException("nothing is read before the WebSocket is open");
    }

    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        node.ifPresent(connection -> connection.onClose(cause));
    }
}
