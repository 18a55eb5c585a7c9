package io.panelws.jetty.endpoint;

import io.panelws.jetty.Node;
import io.panelws.jetty.log.LogText;
import io.panelws.jetty.rules.HandshakeQuery;
import java.util.Optional;

/**
 * A node as its handshake named it.
 *
 * @param query the query of the URL, which carries the token (P-3)
 * @param remoteAddress where it came from
 */
public record ConnectedNode(HandshakeQuery query, String remoteAddress) implements Node {

    @Override
    public Optional<String> parameter(String name) {
        return query.parameter(name);
    }

    /** Type, id and address, fit for a log line. */
    @Override
    public String toString() {
        return LogText.node(type(), id(), remoteAddress);
    }
}
