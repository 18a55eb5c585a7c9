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

    // Jetty keeps the handshake's request, and this with it: what is not needed any more is let go.
    private Optional<WebSocketConnection> jakarta;
    private Optional<Function<WebSocketCoreSession, NodeConnection>> factory;
    private Optional<Runnable> neverOpened;
    private Optional<ByteBuffer> early = Optional.empty();

    /** Set by the one thread that opens, read by whichever closes. */
    private volatile Optional<NodeConnection> node = Optional.empty();

    /**
     * Makes the connection of an upgrade that has been agreed on.
     *
     * @param jakarta what Jetty would upgrade to
     * @param factory makes the connection of a session
     * @param neverOpened run when the network connection ends without one
     */
    public OpeningConnection(
            WebSocketConnection jakarta, Function<WebSocketCoreSession, NodeConnection> factory, Runnable neverOpened) {
        super(jakarta.getEndPoint(), jakarta.getExecutor());
        this.jakarta = Optional.of(jakarta);
        this.factory = Optional.of(factory);
        this.neverOpened = Optional.of(neverOpened);
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
        NodeConnection connection = factory.orElseThrow().apply(core);
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
        jakarta.orElseThrow().onOpen();
        jakarta = Optional.empty();
        factory = Optional.empty();
        if (node.isEmpty()) {
            close();
            return;
        }
        neverOpened = Optional.empty();
        NodeConnection connection = node.get();
        getEndPoint().setConnection(connection);
        early.ifPresent(connection::onUpgradeTo);
        early = Optional.empty();
        connection.begin();
    }

    @Override
    public void onFillable() {
        throw new IllegalStateException("nothing is read before the WebSocket is open");
    }

    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        node.ifPresentOrElse(connection -> connection.onClose(cause), () -> neverOpened.ifPresent(Runnable::run));
    }
}
