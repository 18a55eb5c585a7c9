package io.panelws.testkit.conformance;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The first line and the fields of an HTTP/1.1 response, in the spelling in which they came. */
record HttpHead(String statusLine, int status, List<Field> fields) {

    private static final int MAX_BYTES = 64 << 10;

    record Field(String name, String value) {}

    static HttpHead read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        int left = MAX_BYTES;
        String line = line(in, left);
        while (!line.isEmpty()) {
            lines.add(line);
            left -= line.length();
            line = line(in, left);
        }
        if (lines.isEmpty() || !lines.get(0).matches("HTTP/1\\.[01] [1-9][0-9][0-9]( .*)?")) {
            throw new IOException("what answers is no HTTP server");
        }
        return new HttpHead(
                lines.get(0),
                Integer.parseInt(lines.get(0).substring(9, 12)),
                lines.stream().skip(1).map(HttpHead::field).toList());
    }

    /** A line of Latin-1 without its end. */
    static String line(InputStream in, int max) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended within the answer");
            }
            if (line.length() >= max) {
                throw new IOException("the head of the answer does not end");
            }
            line.append((char) c);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    Optional<String> first(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    boolean has(String name, String token) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .flatMap(field -> List.of(field.value().split(",")).stream())
                .anyMatch(value -> value.strip().equalsIgnoreCase(token));
    }

    String text() {
        return statusLine
                + fields.stream()
                        .map(field -> "\n" + field.name() + ": " + field.value())
                        .collect(Collectors.joining());
    }

    private static Field field(String line) {
        int colon = line.indexOf(':');
        return colon < 0
                ? new Field(line, "")
                : new Field(
                        line.substring(0, colon), utf8(line.substring(colon + 1).strip()));
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
