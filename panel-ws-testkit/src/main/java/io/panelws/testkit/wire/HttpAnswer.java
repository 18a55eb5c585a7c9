package io.panelws.testkit.wire;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer read from an HTTP/1.1 connection (RFC 9112): body by length, in chunks, or up to the end.
 *
 * @param head its head
 * @param body its body, behind chunks; not copied
 */
public record HttpAnswer(HttpHead head, byte[] body) {

    private static final int MAX_LINE = 8 << 10;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /**
     * Reads an answer and passes over the interim ones before it.
     *
     * @param in best buffered; read up to the end of the answer
     * @param method what was asked with
     * @return the answer
     * @throws IOException when it is none, or ends too early
     */
    public static HttpAnswer read(InputStream in, String method) throws IOException {
        HttpHead head = HttpHead.readAnswer(in);
        while (head.status() < 200) {
            head = HttpHead.readAnswer(in);
        }
        return read(in, head, method);
    }

    /**
     * Reads what follows a head.
     *
     * @param in best buffered; read up to the end of the answer
     * @param head of a final answer
     * @param method what was asked with
     * @return the answer
     * @throws IOException when it ends too early, or its length cannot be read
     */
    public static HttpAnswer read(InputStream in, HttpHead head, String method) throws IOException {
        if (isEmpty(head, method)) {
            return new HttpAnswer(head, new byte[0]);
        }
        if (isChunked(head)) {
            return new HttpAnswer(head, chunks(in));
        }
        List<String> lengths = head.all("Content-Length").stream().distinct().toList();
        if (lengths.size() > 1) {
            throw new IOException("a body of more than one length: " + String.join(", ", lengths));
        }
        return new HttpAnswer(head, lengths.isEmpty() ? in.readAllBytes() : exactly(in, number(lengths.get(0), 10)));
    }

    /**
     * The body as text.
     *
     * @return the body, decoded as UTF-8
     */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * What a message with the same content would hold.
     *
     * @return an answer without an {@code id}
     */
    public WsResponse response() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        head.fields().forEach(field -> headers.computeIfAbsent(field.name(), name -> new ArrayList<>())
                .add(field.value()));
        return new WsResponse(WsRequest.NO_ID, head.status(), headers, body);
    }

    /** Whether the connection takes another request. */
    boolean isKept(String method) {
        boolean ends = isEmpty(head, method)
                || isChunked(head)
                || head.first("Content-Length").isPresent();
        return ends && head.startLine().startsWith("HTTP/1.1 ") && !head.has("Connection", "close");
    }

    private static boolean isEmpty(HttpHead head, String method) {
        return method.equals("HEAD") || head.status() == NO_CONTENT || head.status() == NOT_MODIFIED;
    }

    private static boolean isChunked(HttpHead head) {
        return head.has("Transfer-Encoding", "chunked");
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = chunkLength(in); length > 0; length = chunkLength(in)) {
            body.writeBytes(exactly(in, length));
            if (!line(in).isEmpty()) {
                throw new IOException("a chunk that is longer than it says");
            }
        }
        while (!line(in).isEmpty()) {
            // A trailer, of which a node reads nothing.
        }
        return body.toByteArray();
    }

    private static int chunkLength(InputStream in) throws IOException {
        return number(line(in).split(";", 2)[0].strip(), 16);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a body without its end");
        }
        return bytes;
    }

    private static int number(String text, int radix) throws IOException {
        try {
            // No sign is let through by the zero, and nothing at all by this.
            return Math.toIntExact(Long.parseLong(text.isEmpty() ? text : "0" + text, radix));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IOException("the length of a body cannot be read: " + text, e);
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() == MAX_LINE) {
                throw new EOFException("a line without its end");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
