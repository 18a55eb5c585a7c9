package io.panelws.jetty;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Decides which handshakes are accepted, in the panel's own terms. Named by the option {@code handshakeAuth} as {@code
 * class:name.of.TheClass}, which then needs a public constructor without parameters, or given in code.
 *
 * <p>It decides on the handshake only. Each message is authenticated by the panel's filters all the same.
 *
 * <p>Implementations are called by several threads at a time, and may block; {@code maxHandshakes} bounds how many do.
 */
@FunctionalInterface
public interface NodeAuthenticator {

    /**
     * Judges a handshake.
     *
     * @param handshake the request; its query carries {@code node_type}, {@code node_id} and {@code token} (P-3). It must
     *     not be used after the return
     * @return why the handshake is refused, or nothing to accept it
     * @throws Exception when no decision is possible; the handshake is then refused with 500
     */
    Optional<Refusal> authenticate(HttpServletRequest handshake) throws Exception;

    /**
     * The answer to a refused handshake. A refused node uses plain HTTP for the next 60 s (P-5).
     *
     * @param status the status, 400 to 599
     * @param sentence the body, for the log of the node's operator
     */
    record Refusal(int status, String sentence) {

        /** Checks the status. */
        public Refusal {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("a refusal has a status from 400 to 599, not " + status);
            }
        }
    }
}
