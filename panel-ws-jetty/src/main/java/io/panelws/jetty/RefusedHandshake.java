package io.panelws.jetty;

/**
 * A handshake that panel-ws has refused; those that a filter in front refuses are not known here. Who it was is what the
 * stranger says of itself, as long and as odd as it likes.
 *
 * @param type the {@code node_type}, possibly empty
 * @param id the {@code node_id}, possibly empty
 * @param remoteAddress where it came from
 * @param status what it was answered with
 * @param reason the kind of reason
 * @param sentence the reason as in the log
 */
public record RefusedHandshake(
        String type, String id, String remoteAddress, int status, Reason reason, String sentence) {

    /** Kinds of reasons. */
    public enum Reason {
        /** {@code handshakeAuth} or a {@link NodeAuthenticator} says so. */
        AUTHENTICATION,
        /** It comes from a browser, see {@code allowedOrigins}. */
        ORIGIN,
        /** {@code maxConnections}, {@code maxConnectionsPerNode} or {@code maxHandshakes}. */
        LIMIT,
        /** The panel is stopping. */
        STOPPING,
        /** It is none that can be accepted. */
        INVALID
    }
}
