package io.panelws.api;

import java.util.List;

/** Writes strings as JSON in UTF-8. */
final class JsonText {

    private static final int LONGEST_ESCAPE = 6;

    private JsonText() {}

    static void write(String text, PieceBuffer out) {
        int length = text.length();
        out.reserve(length + 2);
        out.put('"');
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
                out.put(c);
            } else {
                out.reserve(LONGEST_ESCAPE + length - i);
                int codePoint = text.codePointAt(i);
                i += Character.charCount(codePoint) - 1;
                special(codePoint, out);
            }
        }
        out.put('"');
    }

    /** Writes a header: a member whose value is an array of strings. */
    static void writeMember(String name, List<String> values, PieceBuffer out) {
        write(name, out);
        out.reserve(2);
        out.ascii(":[");
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.reserve(1);
                out.put(',');
            }
            write(values.get(i), out);
        }
        out.reserve(1);
        out.put(']');
    }

    private static void special(int c, PieceBuffer out) {
        switch (c) {
            case '"', '\\' -> escape(c, out);
            case '\b' -> escape('b', out);
            case '\f' -> escape('f', out);
            case '\n' -> escape('n', out);
            case '\r' -> escape('r', out);
            case '\t' -> escape('t', out);
            case 0x2028, 0x2029 -> unicode(c, out); // Go escapes them too: they end a line of JavaScript.
            default -> {
                if (c < ' ') {
                    unicode(c, out);
                } else {
                    // UTF-8 cannot express an unpaired surrogate, and encoding/json/v2 refuses its escape.
                    out.putUtf8(Utf8.isSurrogate(c) ? Utf8.REPLACEMENT : c);
                }
            }
        }
    }

    private static void escape(int c, PieceBuffer out) {
        out.put('\\');
        out.put(c);
    }

    private static void unicode(int c, PieceBuffer out) {
        escape('u', out);
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.put(Character.forDigit(c >> shift & 0xF, 16));
        }
    }
}
