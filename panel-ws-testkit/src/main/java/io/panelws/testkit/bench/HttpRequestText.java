package io.panelws.testkit.bench;

import io.panelws.api.WsRequest;
import io.panelws.testkit.node.NodeOptions;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A node's request as HTTP/1.1 has it, with the node's query (P-3). Immutable. */
final class HttpRequestText {

    private static final String USER_AGENT = "Go-http-client/1.1";

    private final String prefix;
    private final String query;
    private final String host;

    HttpRequestText(NodeOptions options) {
        String path = options.apiUrl().getRawPath();
        this.prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        this.query = "?node_id=" + options.nodeId() + "&node_type=" + form(options.nodeType()) + "&token="
                + form(options.token());
        this.host = options.apiUrl().getRawAuthority();
    }

    /** The bytes of head and body. The bench's own requests have nothing in them that needs to be escaped. */
    byte[] of(WsRequest request) {
        StringBuilder head = new StringBuilder(512)
                .append(request.method())
                .append(' ')
                .append(prefix)
                .append(request.path())
                .append(query)
                .append(" HTTP/1.1\r\n");
        field(head, "Host", host);
        field(head, "User-Agent", USER_AGENT);
        request.headers().forEach((name, values) -> values.forEach(value -> field(head, name, value)));
        ByteBuffer body = request.bodyBuffer();
        if (body.hasRemaining()) {
            field(head, "Content-Length", Integer.toString(body.remaining()));
        }
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(bytes.length + body.remaining())
                .put(bytes)
                .put(body)
                .array();
    }

    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static String form(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
