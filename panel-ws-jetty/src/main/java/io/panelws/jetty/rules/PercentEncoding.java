package io.panelws.jetty.rules;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of URIs (RFC 3986, section 2.1) in UTF-8. */
final class PercentEncoding {

    private static final String HEX = "0123456789ABCDEF";

    private PercentEncoding() {}

    /**
     * Encodes what may not stand raw in a URI: spaces and everything beyond ASCII. Escapes stay as they are.
     *
     * @throws RuleViolation 400 when a surrogate has no partner. It has no UTF-8, and Java's ways around that write a
     *     question mark, behind which a query would begin
     */
    static String encodeRaw(String text) throws RuleViolation {
        if (isRaw(text)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        ByteBuffer bytes = utf8(text);
        while (bytes.hasRemaining()) {
            byte b = bytes.get();
            if (b > ' ' && b < 0x7F) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return encoded.toString();
    }

    private static boolean isRaw(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static ByteBuffer utf8(String text) throws RuleViolation {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw RuleViolation.badRequest("The path of the message has half of a surrogate pair.");
        }
    }

    /** Decodes a part of a path that {@link #encodeRaw} has seen. */
    static String decode(String text) throws RuleViolation {
        try {
            return decode(text, false, CodingErrorAction.REPORT);
        } catch (CharacterCodingException e) {
            throw RuleViolation.badRequest(
                    "The path of the message has percent escapes that are not two hex digits each, or not UTF-8.");
        }
    }

    /**
     * Decodes the name of a query parameter; refuses one that servlet containers read differently, and one with U+FFFD,
     * which is what they may have made of the handshake's.
     */
    static String decodeName(String text) throws RuleViolation {
        try {
            String name = decode(text, true, CodingErrorAction.REPORT);
            if (name.indexOf('\ufffd') < 0) {
                return name;
            }
        } catch (CharacterCodingException e) {
            // Said below.
        }
        throw RuleViolation.badRequest("The path of the message has a query parameter whose name has percent escapes"
                + " that are not two hex digits each, or not UTF-8.");
    }

    /** Decodes a form's name or value as Jetty does where its configuration lets everything pass. */
    static String decodeForm(String text) {
        try {
            return decode(text, true, CodingErrorAction.REPLACE);
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("A decoder that replaces has reported", e);
        }
    }

    private static String decode(String text, boolean form, CodingErrorAction onError) throws CharacterCodingException {
        if (text.indexOf('%') < 0 && !(form && text.indexOf('+') >= 0)) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                bytes[length++] = form && bytes[i] == '+' ? (byte) ' ' : bytes[i];
            } else if (isEscape(bytes, i)) {
                bytes[length++] = (byte) (digit(bytes[++i]) << 4 | digit(bytes[++i]));
            } else if (onError == CodingErrorAction.REPORT) {
                throw new MalformedInputException(1);
            } else {
                // A bad escape stands for itself, with the two characters that should have been its digits.
                for (int end = Math.min(i + 3, bytes.length); i < end; i++) {
                    bytes[length++] = bytes[i];
                }
                i--;
            }
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(onError)
                .decode(ByteBuffer.wrap(bytes, 0, length))
                .toString();
    }

    private static boolean isEscape(byte[] bytes, int percent) {
        return percent + 2 < bytes.length && digit(bytes[percent + 1]) >= 0 && digit(bytes[percent + 2]) >= 0;
    }

    private static int digit(byte b) {
        return Character.digit(b, 16);
    }
}
