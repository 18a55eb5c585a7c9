package io.panelws.testkit.fault;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The first line and the headers of an HTTP/1.1 message, byte for byte. */
record HttpHead(byte[] bytes) {

    private static final int MAX = 64 << 10;

    static HttpHead read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the head does not end");
            }
            head.write(next);
            boolean expected = next == (ends % 2 == 0 ? '\r' : '\n');
            ends = expected ? ends + 1 : next == '\r' ? 1 : 0;
            if (head.size() > MAX) {
                throw new IOException("a head larger than " + MAX + " bytes");
            }
        }
        return new HttpHead(head.toByteArray());
    }

    boolean isUpgrade() {
        return text().matches("(?s).*\r\nupgrade:[ \t]*websocket[ \t]*\r\n.*");
    }

    boolean isUpgraded() {
        return text().startsWith("http/1.1 101 ");
    }

    private String text() {
        return new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}
