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

    /** Neither side has said goodbye: the network is gone, or what came was no WebSocket any more. */
    static final Ending LOST = new Ending("lost, with no close frame of the node (1006)");

    static Ending byPanel(int code, String sentence) {
        return new Ending("closed by the panel with " + code + " (" + sentence + ")");
    }

    /** A frame against the rules, which Jetty answers with a close frame. */
    static Ending byPanel(RuntimeException cause) {
        int code = cause instanceof CloseException close ? close.getStatusCode() : CloseStatus.SERVER_ERROR;
        return byPanel(code, LogText.sentence(String.valueOf(cause.getMessage())));
    }

    /** The node's close frame, which need not be a good one. */
    static Ending byNode(ByteBuffer payload) {
        try {
            CloseStatus status =
                    payload == null ? new CloseStatus(CloseStatus.NO_CODE) : new CloseStatus(payload.duplicate());
            String reason = status.getReason() == null || status.getReason().isEmpty()
                    ? ""
                    : " (" + LogText.sentence(status.getReason()) + ")";
            return new Ending("closed by the node with " + status.getCode() + reason);
        } catch (RuntimeException e) {
            return new Ending("closed by the node with a close frame that cannot be read");
        }
    }

    static Ending cut(String sentence) {
        return new Ending("cut by the panel (" + sentence + ")");
    }

    @Override
    public String toString() {
        return text;
    }
}
