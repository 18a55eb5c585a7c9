package io.panelws.jetty.endpoint;

import io.panelws.jetty.Disconnection.By;
import io.panelws.jetty.log.LogText;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.exception.CloseException;

/**
 * How a connection ended.
 *
 * @param code the code of the close frame, 1006 where there is none
 * @param by who ended it
 * @param text for the log, as in {@code closed by the node with 1000}
 */
record Ending(int code, By by, String text) {

    /** The network is gone, or what came was no WebSocket any more, which Jetty answers by itself. */
    static final Ending LOST = new Ending(CloseStatus.NO_CLOSE, By.NETWORK, "lost, without a good close frame (1006)");

    static Ending byPanel(int code, String sentence) {
        return new Ending(code, By.PANEL, "closed by the panel with " + code + " (" + sentence + ")");
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
        return new Ending(status.getCode(), By.NODE, "closed by the node with " + status.getCode());
    }

    static Ending cut(String sentence) {
        return new Ending(CloseStatus.NO_CLOSE, By.PANEL, "cut by the panel (" + sentence + ")");
    }

    @Override
    public String toString() {
        return text;
    }
}
