package io.panelws.jetty.handshake;

import io.panelws.jetty.endpoint.Handshake;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/** Whether a handshake is accepted: what the option {@code handshakeAuth} stands for. */
public interface HandshakeAuth {

    /**
     * An answer that refuses a handshake.
     *
     * @param status the status
     * @param contentType the type of the body, if it has one
     * @param body the body
     */
    record Refused(int status, Optional<String> contentType, byte[] body) {}

    /**
     * Judges; may block.
     *
     * @param request the handshake
     * @param seen what stands in it
     * @return why it is refused, or nothing to accept it
     * @throws IOException when no decision is possible
     */
    Optional<Refused> judge(HttpServletRequest request, Handshake.Seen seen) throws IOException;

    /**
     * Leaves it to the filters in front of ours, and to the panel for each message.
     *
     * @return accepts all
     */
    static HandshakeAuth none() {
        return (request, seen) -> Optional.empty();
    }
}
