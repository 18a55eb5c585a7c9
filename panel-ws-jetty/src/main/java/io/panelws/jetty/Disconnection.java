package io.panelws.jetty;

import java.time.Duration;

/**
 * How a connection of a node ended.
 *
 * @param code of the close frame; 1006 where there was none, 1005 where it had none
 * @param by who ended it
 * @param sentence the same as in the log, as in {@code closed by the node with 1000}
 * @param lasted for how long the connection was open
 */
public record Disconnection(int code, By by, String sentence, Duration lasted) {

    /** Who ended a connection. */
    public enum By {
        /** By its close frame. */
        NODE,
        /** By a close frame, or because the node did not take what it was sent. */
        PANEL,
        /** The connection was lost, or what came was no WebSocket any more. */
        NETWORK
    }
}
