package io.panelws.testkit.conformance;

import io.panelws.testkit.node.NodeOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The request of an opening handshake, as a node writes it unless it is changed (P-4). Immutable. */
record Handshake(NodeOptions node, URI url, String key, Map<String, String> fields) {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** With the headers of a node's first request (P-4). */
    static Handshake to(NodeOptions node, String path) {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        return new Handshake(node, node.webSocketUrl(path), base64(nonce), Map.of())
                .with("Accept", "application/json")
                .with("Content-Type", "application/json");
    }

    Handshake with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new Handshake(node, url, key, more);
    }

    /** The lines of the request, without their ends. */
    String head() {
        StringBuilder head = new StringBuilder("GET ")
                .append(url.getRawPath() + "?" + url.getRawQuery() + " HTTP/1.1\n")
                .append("Host: " + url.getRawAuthority() + "\n")
                .append("User-Agent: Go-http-client/1.1\n")
                .append("Connection: Upgrade\n");
        fields.forEach((name, value) -> head.append(name + ": " + value + "\n"));
        return head.append("Sec-WebSocket-Key: " + key + "\n")
                .append("Sec-WebSocket-Version: 13\n")
                .append("Upgrade: websocket\n")
                .toString();
    }

    /** What {@code Sec-WebSocket-Accept} must be. */
    String accept() {
        return accept(key);
    }

    /** The proof that the server has read the key (RFC 6455, section 4.2.2). */
    static String accept(String key) {
        try {
            byte[] text = (key + GUID).getBytes(StandardCharsets.US_ASCII);
            return base64(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
