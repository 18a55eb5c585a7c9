package io.panelws.jetty;

import io.panelws.jetty.rules.QueryParameters;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is at the other end of a connection, as its handshake said (P-3). Whether that is true is for the panel to say.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class Node {

    private static final Pattern UNPRINTABLE = Pattern.compile("[^A-Za-z0-9_.:-]");

    private final String query;
    private final String remoteAddress;

    Node(String query, String remoteAddress) {
        this.query = query;
        this.remoteAddress = remoteAddress;
    }

    /**
     * The {@code node_type}.
     *
     * @return the type, empty where the handshake has none
     */
    public String type() {
        return parameter("node_type").orElse("");
    }

    /**
     * The {@code node_id}.
     *
     * @return the id, empty where the handshake has none
     */
    public String id() {
        return parameter("node_id").orElse("");
    }

    /**
     * The address that the handshake came from.
     *
     * @return an IP address, or what a trusted proxy has put in its place
     */
    public String remoteAddress() {
        return remoteAddress;
    }

    /**
     * A parameter of the handshake's query, such as {@code token}.
     *
     * @param name the decoded name
     * @return the first value, decoded
     */
    public Optional<String> parameter(String name) {
        return QueryParameters.first(query, name);
    }

    /** What connections are counted by. */
    String key() {
        return type() + "\n" + id();
    }

    /** Type and id, fit for a log line. */
    @Override
    public String toString() {
        String name = UNPRINTABLE.matcher(type() + "-" + id()).replaceAll("?");
        return name.length() <= 64 ? name : name.substring(0, 64);
    }
}
