package io.panelws.testkit.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the body of an HTTP/1.1 response (RFC 9112, section 6.3). */
final class HttpBody {

    private static final int MAX_LINE = 8 << 10;

    private HttpBody() {}

    static byte[] read(InputStream in, HttpHead head, String method) throws IOException {
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return new byte[0];
        }
        if (head.has("Transfer-Encoding", "chunked")) {
            return chunks(in);
        }
        int length = Integer.parseInt(head.first("Content-Length").orElse("-1"));
        byte[] body = length < 0 ? in.readAllBytes() : in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the connection ended within the answer");
        }
        return body;
    }

    static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = length(in); length > 0; length = length(in)) {
            body.write(in.readNBytes(length));
            HttpHead.line(in, MAX_LINE);
        }
        return body.toByteArray();
    }

    private static int length(InputStream in) throws IOException {
        String line = HttpHead.line(in, MAX_LINE);
        int extension = line.indexOf(';');
        return Integer.parseInt((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
    }
}
