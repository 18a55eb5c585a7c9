package io.panelws.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The strings of a JSON text: finds where one ends, checks it, and turns it into text or bytes. */
final class JsonStrings {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = EACH * 0x80;

    private final byte[] bytes;
    private final int begin;
    private final int end;

    private boolean checked;
    private int from;
    private int to;
    private boolean ascii;
    private boolean escaped;
    private int utf8Length;

    JsonStrings(byte[] bytes, int begin, int end) {
        this.bytes = bytes;
        this.begin = begin;
        this.end = end;
    }

    /**
     * Reads the string whose first character is at an index.
     *
     * @return the index behind the closing quotation mark
     */
    int scan(int first) throws JsonException {
        from = first;
        ascii = true;
        escaped = false;
        int i = first;
        while ((i = special(i)) < end) {
            byte b = bytes[i];
            if (b == '"') {
                to = i;
                utf8Length = i - first; // An escape makes it less; see text().
                return i + 1;
            } else if (b == '\\') {
                escaped = true;
                i = escape(i + 1);
            } else if (b < 0) {
                ascii = false;
                mustBeUtf8();
                i++;
            } else {
                break; // A control character.
            }
        }
        throw notJson();
    }

    String text() throws JsonException {
        if (escaped) {
            return unescaped();
        }
        if (!ascii) {
            return new String(bytes, from, to - from, UTF_8);
        }
        String common = CommonStrings.find(bytes, from, to);
        return common == null ? ascii(from, to) : common;
    }

    String ascii(int first, int last) {
        return new String(bytes, first, last - first, ISO_8859_1);
    }

    int utf8Length() {
        return utf8Length;
    }

    /**
     * Reads the string of base64 whose first character is at an index.
     *
     * @return its bytes; {@link #end()} tells where it ended
     */
    byte[] base64(int first) throws JsonException {
        // A node writes the body last: what is base64 up to the message's end need not be searched for its own.
        int last = end - 1;
        while (last > first && bytes[last] <= ' ' && bytes[last] > 0) {
            last--;
        }
        if (last > first && bytes[last] == '}' && bytes[last - 1] == '"') {
            Optional<byte[]> decoded = decoded(ByteBuffer.wrap(bytes, first, last - 1 - first));
            if (decoded.isPresent()) {
                to = last - 1;
                return decoded.get();
            }
        }
        scan(first);
        return decoded(
                        escaped
                                ? ByteBuffer.wrap(unescaped().getBytes(ISO_8859_1))
                                : ByteBuffer.wrap(bytes, from, to - from))
                .orElseThrow(
                        () -> new JsonException("The message's body is not base64 in the standard alphabet with padding"
                                + " (RFC 4648, section 4)."));
    }

    /** The index behind the closing quotation mark. */
    int end() {
        return to + 1;
    }

    private static Optional<byte[]> decoded(ByteBuffer base64) {
        if (base64.remaining() % 4 == 0) {
            try {
                ByteBuffer decoded = Base64.getDecoder().decode(base64);
                byte[] array = decoded.array();
                return Optional.of(array.length == decoded.limit() ? array : Arrays.copyOf(array, decoded.limit()));
            } catch (IllegalArgumentException e) {
                // The same as a wrong length.
            }
        }
        return Optional.empty();
    }

    /** The first index from which on the string is not just what it says: its end, an escape, or a byte to look at. */
    private int special(int first) {
        int i = first;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long word = (long) LONG.get(bytes, i);
            // In each of the four terms the lowest bit that is set belongs to the first such byte.
            long found = (zeroes(word ^ EACH * '"') | zeroes(word ^ EACH * '\\') | word - EACH * ' ' & ~word | word)
                    & HIGH_BITS;
            if (found != 0) {
                return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (i < end && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    private static long zeroes(long word) {
        return word - EACH & ~word;
    }

    /** Checks the escape behind a backslash and returns the index behind it. */
    private int escape(int index) throws JsonException {
        if (index < end) {
            switch (bytes[index]) {
                case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                    return index + 1;
                }
                case 'u' -> {
                    char c = unicode(index);
                    if (Character.isHighSurrogate(c)
                            && index + 6 < end
                            && bytes[index + 5] == '\\'
                            && bytes[index + 6] == 'u'
                            && Character.isLowSurrogate(unicode(index + 6))) {
                        return index + 11;
                    }
                    if (!Character.isSurrogate(c)) {
                        return index + 5;
                    }
                }
                default -> {}
            }
        }
        throw notJson();
    }

    /** The character whose escape has its {@code u} at an index. */
    private char unicode(int index) throws JsonException {
        int c = 0;
        for (int i = index + 1; i <= index + 4; i++) {
            int digit = i < end ? Character.digit(bytes[i], 16) : -1;
            if (digit < 0) {
                throw notJson();
            }
            c = c << 4 | digit;
        }
        return (char) c;
    }

    private void mustBeUtf8() throws JsonException {
        if (!checked && !Utf8.isWellFormed(bytes, begin, end)) {
            throw notJson();
        }
        checked = true;
    }

    /** The text of a string that {@link #scan} has checked. No escape is shorter than what it stands for. */
    private String unescaped() throws JsonException {
        byte[] text = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b != '\\') {
                text[length++] = b;
                continue;
            }
            b = bytes[++i];
            switch (b) {
                case 'b' -> text[length++] = '\b';
                case 'f' -> text[length++] = '\f';
                case 'n' -> text[length++] = '\n';
                case 'r' -> text[length++] = '\r';
                case 't' -> text[length++] = '\t';
                case 'u' -> {
                    int c = unicode(i);
                    i += 4;
                    if (Character.isHighSurrogate((char) c)) {
                        c = Character.toCodePoint((char) c, unicode(i + 2));
                        i += 6;
                    }
                    length = Utf8.put(text, length, c);
                }
                default -> text[length++] = b;
            }
        }
        utf8Length = length;
        return new String(text, 0, length, UTF_8);
    }

    private static JsonException notJson() {
        return new JsonException(JsonException.NOT_JSON);
    }
}
