package io.panelws.jetty.endpoint;

import io.panelws.jetty.log.LogText;
import io.panelws.jetty.rules.HandshakeQuery;
import java.util.Optional;

/**
 * Who a handshake says it is.
 *
 * @param query the query of the URL, which carries the token (P-3)
 * @param remoteAddress where it came from
 */
public record NodeName(HandshakeQuery query, String remoteAddress) {

    /**
     * The {@code node_type}.
     *
     * @return the type, possibly empty
     */
    public String type() {
        return parameter("node_type").orElse("");
    }

    /**
     * The {@code node_id}.
     *
     * @return the id, possibly empty
     */
    public String id() {
        return parameter("node_id").orElse("");
    }

    Optional<String> parameter(String name) {
        return query.parameter(name);
    }

    /** Type, id and address, fit for a log line. */
    @Override
    public String toString() {
        return LogText.node(type(), id(), remoteAddress);
    }
}
