package io.panelws.jetty.dispatch;

import io.panelws.jetty.rules.HeaderField;
import java.util.List;
import java.util.Map;

/**
 * What the requests of a connection take from its handshake, copied: the handshake's own request object is dead once it
 * has been answered with 101.
 *
 * <p>The container's customizers (those for {@code Forwarded} and for TLS among them) have spoken before the copy was
 * made, so that addresses, scheme and security are what the panel sees over HTTP.
 *
 * @param scheme {@code http} or {@code https}
 * @param secure whether the container calls the handshake secure
 * @param serverName the host that was asked for
 * @param serverPort the port that was asked for
 * @param remote the address of the node
 * @param local the address of the panel
 * @param contextPath the path of the web application, empty for the root
 * @param query the query of the URL, empty for none; it carries the token (P-3)
 * @param headers those header fields that messages need
 * @param attributes request attributes about TLS
 */
public record Handshake(
        String scheme,
        boolean secure,
        String serverName,
        int serverPort,
        Address remote,
        Address local,
        String contextPath,
        String query,
        List<HeaderField> headers,
        Map<String, Object> attributes) {

    /**
     * One end of a connection.
     *
     * @param host an IP address, or what a proxy has put in its place
     * @param port the port, 0 where it is not known
     */
    public record Address(String host, int port) {}

    /** Copies the collections. */
    public Handshake {
        headers = List.copyOf(headers);
        attributes = Map.copyOf(attributes);
    }

    /** Shows no query and no headers: they carry the token. */
    @Override
    public String toString() {
        return "Handshake[from " + remote.host() + ":" + remote.port() + "]";
    }
}
