package io.panelws.testkit.bench;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer read from an HTTP/1.1 connection (RFC 9112): body by length, in chunks, or up to the end.
 *
 * @param response what a message with the same content would hold
 * @param isKept whether the connection takes another request
 */
record HttpAnswer(WsResponse response, boolean isKept) {

    private static final int MAX_LINE = 64 << 10;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    static HttpAnswer read(InputStream in) throws IOException {
        int status = status(line(in));
        Map<String, List<String>> headers = headers(in);
        while (status < 200) {
            status = status(line(in));
            headers = headers(in);
        }
        Optional<String> length = first(headers, "Content-Length");
        boolean chunked = first(headers, "Transfer-Encoding").isPresent();
        boolean empty = status == NO_CONTENT || status == NOT_MODIFIED;
        byte[] body = empty
                ? new byte[0]
                : chunked ? chunks(in) : length.isPresent() ? exactly(in, decimal(length.get())) : in.readAllBytes();
        boolean closes =
                first(headers, "Connection").filter("close"::equalsIgnoreCase).isPresent();
        boolean kept = !closes && (empty || chunked || length.isPresent());
        return new HttpAnswer(new WsResponse(WsRequest.NO_ID, status, headers, body), kept);
    }

    private static int status(String line) throws IOException {
        if (!line.startsWith("HTTP/1.1 ") || line.length() < 12) {
            throw new IOException("no HTTP/1.1 server");
        }
        return decimal(line.substring(9, 12));
    }

    private static Map<String, List<String>> headers(InputStream in) throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("a header without a name");
            }
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static Optional<String> first(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().get(0))
                .findFirst();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line(in).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            int length = number(size, 16);
            body.write(exactly(in, length));
            if (length == 0) {
                headers(in);
                return body.toByteArray();
            }
            line(in);
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a body without its end");
        }
        return bytes;
    }

    private static int decimal(String text) throws IOException {
        return number(text, 10);
    }

    private static int number(String text, int radix) throws IOException {
        try {
            return Math.toIntExact(Long.parseLong("0" + text, radix));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IOException("not a number", e);
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
