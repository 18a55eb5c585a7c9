package io.panelws.jetty.endpoint;

import io.panelws.jetty.Node;
import io.panelws.jetty.rules.HandshakeQuery;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A node as its handshake named it.
 *
 * @param query the query of the URL, which carries the token (P-3)
 * @param remoteAddress where it came from
 */
public record ConnectedNode(HandshakeQuery query, String remoteAddress) implements Node {

    private static final Pattern UNPRINTABLE = Pattern.compile("[^A-Za-z0-9_.:-]");

    @Override
    public Optional<String> parameter(String name) {
        return query.parameter(name);
    }

    /** Type and id, fit for a log line. */
    @Override
    public String toString() {
        String name = UNPRINTABLE.matcher(type() + "-" + id()).replaceAll("?");
        return name.length() <= 64 ? name : name.substring(0, 64);
    }
}
