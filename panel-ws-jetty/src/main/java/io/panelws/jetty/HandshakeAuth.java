package io.panelws.jetty;

import io.panelws.jetty.dispatch.Handshake;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/** Whether a handshake is accepted: what the option {@code handshakeAuth} stands for. */
interface HandshakeAuth {

    /**
     * An answer that refuses a handshake.
     *
     * @param status the status
     * @param contentType the type of the body, if it has one
     * @param body the body
     */
    record Refused(int status, Optional<String> contentType, byte[] body) {}

    /** Judges; may block. */
    Optional<Refused> judge(HttpServletRequest request, Handshake handshake) throws IOException;

    /** Leaves it to the filters in front of ours, and to the panel for each message. */
    static HandshakeAuth none() {
        return (request, handshake) -> Optional.empty();
    }
}
