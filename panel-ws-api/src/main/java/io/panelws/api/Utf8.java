package io.panelws.api;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** What the JDK's charset does not say: which bytes and which texts are well-formed, and one character at a time. */
final class Utf8 {

    /** What is written in the place of an unpaired surrogate, as Go does. */
    static final char REPLACEMENT = 0xFFFD;

    private Utf8() {}

    /** Tells whether bytes are UTF-8 (RFC 3629): no overlong form, no surrogate, nothing above U+10FFFF. */
    static boolean isWellFormed(byte[] bytes, int from, int to) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // It reports what is malformed.
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer out = CharBuffer.allocate(1024);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        return !result.isError();
    }

    /** UTF-8 cannot express an unpaired surrogate: puts another character in the place of each. */
    static String wellFormed(String text, char replacement) {
        if (isWellFormed(text)) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text.length());
        text.codePoints().forEach(c -> mended.appendCodePoint(isSurrogate(c) ? replacement : c));
        return mended.toString();
    }

    /** Tells whether every surrogate has its other half. */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (isSurrogate(text.codePointAt(i))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** Writes a character at an index and returns the index behind it. */
    static int put(byte[] bytes, int index, int codePoint) {
        int i = index;
        if (codePoint < 0x80) {
            bytes[i++] = (byte) codePoint;
        } else {
            if (codePoint < 0x800) {
                bytes[i++] = (byte) (0xC0 | codePoint >> 6);
            } else {
                if (codePoint < 0x10000) {
                    bytes[i++] = (byte) (0xE0 | codePoint >> 12);
                } else {
                    bytes[i++] = (byte) (0xF0 | codePoint >> 18);
                    bytes[i++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
                }
                bytes[i++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            }
            bytes[i++] = (byte) (0x80 | codePoint & 0x3F);
        }
        return i;
    }
}
