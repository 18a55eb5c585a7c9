package io.panelws.jetty;

import java.util.Optional;

/**
 * Who is at the other end of a connection, as its handshake said (P-3). Whether that is true is for the panel to say.
 *
 * <p>Implementations are panel-ws's own, immutable and thread-safe; {@code toString} is fit for a log line: it names type,
 * id and address and never the token.
 */
public interface Node {

    /**
     * The {@code node_type}.
     *
     * @return the type, empty where the handshake has none
     */
    default String type() {
        return parameter("node_type").orElse("");
    }

    /**
     * The {@code node_id}.
     *
     * @return the id, empty where the handshake has none
     */
    default String id() {
        return parameter("node_id").orElse("");
    }

    /**
     * The address that the handshake came from.
     *
     * @return an IP address, or what a trusted proxy has put in its place
     */
    String remoteAddress();

    /**
     * A parameter of the handshake's query, such as {@code token}.
     *
     * @param name the decoded name
     * @return the first value, decoded
     */
    Optional<String> parameter(String name);
}
