package io.panelws.testkit.wire;

import io.panelws.api.WsRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The request of an opening handshake (RFC 6455, 4.1) as a node writes it unless it is changed: no origin, no subprotocol, no
 * extension (P-4). Immutable.
 *
 * @param url where to
 * @param key what the server has to prove that it has read
 * @param fields further fields, in their order
 */
public record Handshake(URI url, String key, Map<String, String> fields) {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /**
     * A handshake with a key of its own and no further fields.
     *
     * @param url where to; see {@link PanelUrl#of}
     * @return the handshake
     */
    public static Handshake to(URI url) {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        return new Handshake(url, Base64.getEncoder().encodeToString(nonce), Map.of());
    }

    /**
     * The same with one more field.
     *
     * @param name of the field
     * @param value of the field
     * @return another handshake with the same key
     */
    public Handshake with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new Handshake(url, key, more);
    }

    /**
     * The head to send.
     *
     * @return a new head
     * @throws IllegalArgumentException when a field cannot be carried by HTTP
     */
    public RequestHead head() {
        return ended(begun());
    }

    /**
     * The head to send when a message is at hand, whose headers a node puts into the handshake too (P-4).
     *
     * @param first the message
     * @return a new head
     * @throws IllegalArgumentException when a header cannot be carried by HTTP
     */
    public RequestHead head(WsRequest first) {
        return ended(begun().withHeadersOf(first));
    }

    /**
     * What {@code Sec-WebSocket-Accept} must be (RFC 6455, 4.2.2).
     *
     * @return the proof for the key
     */
    public String accept() {
        try {
            byte[] text = (key + GUID).getBytes(StandardCharsets.US_ASCII);
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text);
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /**
     * Tells whether the server has read the key.
     *
     * @param answer a 101
     * @return whether it proves that
     */
    public boolean isProvenBy(HttpHead answer) {
        return answer.first("Sec-WebSocket-Accept").equals(Optional.of(accept()));
    }

    private RequestHead begun() {
        return new RequestHead("GET", url).with("Connection", "Upgrade");
    }

    private RequestHead ended(RequestHead head) {
        fields.forEach(head::with);
        return head.with("Sec-WebSocket-Key", key)
                .with("Sec-WebSocket-Version", "13")
                .with("Upgrade", "websocket");
    }
}
