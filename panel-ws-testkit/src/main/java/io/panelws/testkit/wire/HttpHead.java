package io.panelws.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The first line and the fields of an HTTP/1.1 message that was read (RFC 9112), in the spelling in which they came.
 * Immutable.
 *
 * @param bytes all of it, the empty line too; not copied
 * @param startLine the first line
 * @param fields the fields in their order, decoded as UTF-8
 */
public record HttpHead(byte[] bytes, String startLine, List<Field> fields) {

    private static final int MAX_BYTES = 64 << 10;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] [1-9][0-9][0-9]( .*)?");

    /**
     * One line.
     *
     * @param name as it was written
     * @param value without the white space around it
     */
    public record Field(String name, String value) {}

    /**
     * Reads the head of a request.
     *
     * @param in best buffered; read up to the end of the head
     * @return the head
     * @throws IOException when it does not end within 64 KiB or before the connection does, or a line has no name
     */
    public static HttpHead read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        boolean lineIsEmpty = true;
        boolean ends = false;
        while (!ends) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended within the head of a message");
            }
            if (bytes.size() == MAX_BYTES) {
                throw new IOException("the head of a message does not end");
            }
            bytes.write(next);
            ends = next == '\n' && lineIsEmpty;
            lineIsEmpty = next == '\n' || next == '\r' && lineIsEmpty;
        }
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        return new HttpHead(bytes.toByteArray(), lines.get(0), fields(lines.subList(1, lines.size() - 1)));
    }

    /**
     * Reads the head of an answer, interim ones too.
     *
     * @param in best buffered; read up to the end of the head
     * @return the head
     * @throws IOException as for a request, or when what comes is no HTTP
     */
    public static HttpHead readAnswer(InputStream in) throws IOException {
        HttpHead head = read(in);
        if (!STATUS_LINE.matcher(head.startLine).matches()) {
            throw new IOException("what answers is no HTTP server");
        }
        return head;
    }

    /**
     * The status of an answer.
     *
     * @return three digits
     */
    public int status() {
        return Integer.parseInt(startLine.substring(9, 12));
    }

    /**
     * The first field of a name.
     *
     * @param name in any case
     * @return its value
     */
    public Optional<String> first(String name) {
        return values(name).findFirst();
    }

    /**
     * All fields of a name.
     *
     * @param name in any case
     * @return their values in their order
     */
    public List<String> all(String name) {
        return values(name).toList();
    }

    /**
     * Looks into lists.
     *
     * @param name of a field, in any case
     * @param token in any case
     * @return whether a field of the name lists the token
     */
    public boolean has(String name, String token) {
        return values(name).flatMap(value -> Stream.of(value.split(","))).anyMatch(value -> value.strip()
                .equalsIgnoreCase(token));
    }

    /**
     * All of it for a reader.
     *
     * @return lines, the last one without its end
     */
    public String text() {
        return startLine
                + fields.stream()
                        .map(field -> "\n" + field.name() + ": " + field.value())
                        .collect(Collectors.joining());
    }

    private Stream<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value);
    }

    private static List<Field> fields(List<String> lines) throws IOException {
        Optional<String> nameless =
                lines.stream().filter(line -> line.indexOf(':') < 1).findFirst();
        if (nameless.isPresent()) {
            throw new IOException("a header without a name: " + nameless.get());
        }
        return lines.stream().map(HttpHead::field).toList();
    }

    private static Field field(String line) {
        int colon = line.indexOf(':');
        return new Field(line.substring(0, colon), line.substring(colon + 1).strip());
    }
}
