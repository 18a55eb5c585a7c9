package io.panelws.jetty.rules;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Header values: text in messages, bytes over HTTP, which Java writes as Latin-1 characters. */
final class FieldValues {

    private FieldValues() {}

    /**
     * The bytes of a message's value.
     *
     * @param text the value
     * @return a Latin-1 string of its UTF-8 bytes, without white space around it
     * @throws RuleViolation 400 when the text is not a field value (RFC 9110, section 5.5) or has no UTF-8
     */
    static String bytes(String text) throws RuleViolation {
        boolean isAscii = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7F) {
                throw RuleViolation.badRequest("The message has a header value with a control character.");
            }
            isAscii &= c < 0x7F;
        }
        String trimmed = trimmed(text);
        if (isAscii) {
            return trimmed;
        }
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(trimmed));
            return StandardCharsets.ISO_8859_1.decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw RuleViolation.badRequest("The message has a header value with half of a surrogate pair.");
        }
    }

    private static String trimmed(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isBlank(value.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /**
     * The text that the bytes of a response's value mean. The node takes bytes for UTF-8; bytes that are no UTF-8 stay
     * Latin-1.
     *
     * @param bytes the value as the servlet has set it
     * @return the text, without white space around it
     */
    static String text(String bytes) {
        if (isPlain(bytes)) {
            return bytes;
        }
        byte[] sendable = sendable(bytes).strip().getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(sendable))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(sendable, StandardCharsets.ISO_8859_1);
        }
    }

    private static boolean isPlain(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return length == 0 || value.charAt(0) != ' ' && value.charAt(length - 1) != ' ';
    }

    /** As Jetty's HTTP/1.1 does: a blank for each control character, and for each that is beyond Latin-1. */
    private static String sendable(String value) {
        StringBuilder sendable = new StringBuilder(value);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c > 0xFF) {
                sendable.setCharAt(i, ' ');
            }
        }
        return sendable.toString();
    }
}
