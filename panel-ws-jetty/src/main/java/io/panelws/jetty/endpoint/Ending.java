package io.panelws.jetty.endpoint;

import io.panelws.jetty.log.LogText;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.exception.CloseException;

/**
 * How a connection ended, for the log.
 *
 * @param text as in {@code closed by the node with 1000}
 */
record Ending(String text) {

    /** The network is gone, or what came was no WebSocket any more, which Jetty answers by itself. */
    static final Ending LOST = new Ending("lost, without a good close frame (1006)");

    static Ending byPanel(int code, String sentence) {
        return new Ending("closed by the panel with " + code + " (" + sentence + ")");
    }

    /** A frame against the rules, which Jetty answers with a close frame. */
    static Ending byPanel(RuntimeException cause) {
        int code = cause instanceof CloseException close ? close.getStatusCode() : CloseStatus.SERVER_ERROR;
        return byPanel(code, LogText.sentence(String.valueOf(cause.getMessage())));
    }

    /** The node's close frame, which Jetty has found good. What it gives as a reason may be anything, its token too. */
    static Ending byNode(ByteBuffer payload) {
        CloseStatus status =
                payload == null ? new CloseStatus(CloseStatus.NO_CODE) : new CloseStatus(payload.duplicate());
        return new Ending("closed by the node with " + status.getCode());
    }

    static Ending cut(String sentence) {
        return new Ending("cut by the panel (" + sentence + ")");
    }

    @Override
    public String toString() {
        return text;
    }
}
