package io.panelws.testkit.node;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The addresses that a node asks: a base, the path of a request, and the node's query (P-1, P-3). */
final class NodeUrl {

    private NodeUrl() {}

    static URI of(URI base, String path, NodeOptions node) {
        String origin = base.getScheme() + "://" + base.getRawAuthority();
        String target = ascii(prefix(base) + path);
        return URI.create(origin + target + (target.indexOf('?') < 0 ? "?" : "&") + query(node));
    }

    /** The parameters in alphabetical order, form-encoded as Go's {@code url.Values} does. */
    private static String query(NodeOptions node) {
        return "node_id=" + node.nodeId() + "&node_type=" + form(node.nodeType()) + "&token=" + form(node.token());
    }

    private static String prefix(URI base) {
        String path = base.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String form(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** Escapes what a path may hold raw in a message but not in a request line (P-9); escapes stay as they are. */
    private static String ascii(String path) {
        StringBuilder escaped = new StringBuilder(path.length());
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7f) {
                escaped.append((char) octet);
            } else {
                escaped.append(String.format("%%%02X", octet));
            }
        }
        return escaped.toString();
    }
}
