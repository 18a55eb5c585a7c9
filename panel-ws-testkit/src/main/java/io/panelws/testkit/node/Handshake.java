package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** The node's side of the opening handshake (RFC 6455, 4.1): no origin, no subprotocol, no extension (P-4). */
final class Handshake {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int MAX_HEAD = 64 << 10;
    private static final int SWITCHING_PROTOCOLS = 101;

    private final String key;

    Handshake() {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        key = Base64.getEncoder().encodeToString(nonce);
    }

    void write(OutputStream out, URI url, WsRequest first) throws IOException {
        StringBuilder head = new StringBuilder("GET ")
                .append(url.getRawPath())
                .append('?')
                .append(url.getRawQuery())
                .append(" HTTP/1.1\r\n");
        field(head, "Host", url.getRawAuthority());
        WireHeaders.copy(first, (name, value) -> field(head, name, value));
        field(head, "Connection", "Upgrade");
        field(head, "Upgrade", "websocket");
        field(head, "Sec-WebSocket-Key", key);
        field(head, "Sec-WebSocket-Version", "13");
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    void read(DataInputStream in) throws IOException, AttemptException {
        String head = readHead(in);
        int status = status(head);
        if (status != SWITCHING_PROTOCOLS) {
            throw new AttemptException(Outcome.REFUSED, status, "the panel refused the handshake with " + status);
        }
        if (!head.toLowerCase(Locale.ROOT)
                .contains("\r\nsec-websocket-accept: " + accept(key).toLowerCase(Locale.ROOT) + "\r\n")) {
            throw new AttemptException(Outcome.UNREACHABLE, "what answers the handshake is no WebSocket server");
        }
    }

    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static String readHead(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            if (head.length() == MAX_HEAD) {
                throw new IOException("the answer to the handshake does not end");
            }
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private static int status(String head) throws AttemptException {
        if (!head.matches("(?s)HTTP/1\\.[01] [1-9][0-9][0-9][ \r].*")) {
            throw new AttemptException(Outcome.UNREACHABLE, "what answers the handshake is no HTTP server");
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
