package io.panelws.jetty.rules;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Turns the header fields of the panel's response into those of the answer to a node. */
public final class ResponseHeaders {

    /** RFC 9110, section 7.6.1, and what the design leaves out because the connection says it once. */
    private static final Set<String> DROPPED = FieldNames.caseInsensitive(List.of(
            "Connection",
            "Date",
            "Keep-Alive",
            "Proxy-Connection",
            "Server",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade"));

    private ResponseHeaders() {}

    /**
     * Drops what belongs to one hop, joins the values of equal names and gives registered names their spelling (P-10).
     *
     * @param status the response's status
     * @param fields the response's header fields in order
     * @return the answer's headers in that order
     */
    public static Map<String, List<String>> of(int status, List<HeaderField> fields) {
        Set<String> dropped = FieldNames.caseInsensitive(DROPPED);
        for (HeaderField field : fields) {
            if (field.name().equalsIgnoreCase("Connection")) {
                dropped.addAll(List.of(field.value().strip().split("\\s*,\\s*")));
            }
        }
        // As Jetty's HTTP/1.1 does: 204 has no content and so no length; 304 may name the length of what it stands for.
        if (status == 204) {
            dropped.add("Content-Length");
        }
        Map<String, String> spelling = new LinkedHashMap<>();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (HeaderField field : fields) {
            if (!dropped.contains(field.name())) {
                String name = spelling.computeIfAbsent(
                        FieldNames.lowerCase(field.name()), any -> sendableName(FieldNames.registered(field.name())));
                headers.computeIfAbsent(name, any -> new ArrayList<>()).add(text(field.value()));
            }
        }
        return headers;
    }

    /**
     * Tells whether an answer may have a body (RFC 9110, sections 9.3.2, 15.3.5 and 15.4.5).
     *
     * @param method the request's method
     * @param status the response's status
     * @return false for {@code HEAD}, 204 and 304
     */
    public static boolean allowBody(String method, int status) {
        return !method.equals("HEAD") && status != 204 && status != 304;
    }

    /**
     * The text that the bytes of a field mean. HTTP carries Latin-1 characters as bytes, and the node takes bytes for
     * UTF-8; bytes that are no UTF-8 stay Latin-1.
     */
    private static String text(String value) {
        if (value.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return value.strip();
        }
        byte[] bytes = sendable(value).strip().getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** As Jetty's HTTP/1.1 does: a blank for each control character, and for each that is beyond Latin-1. */
    private static String sendable(String value) {
        return replaced(value, c -> c < ' ' && c != '\t' || c > 0xFF, ' ');
    }

    private static String sendableName(String name) {
        return replaced(name, c -> c < ' ' && c != '\t' || c > 0xFF || c == ':', '.');
    }

    private static String replaced(String text, IntPredicate unfit, char replacement) {
        if (text.chars().noneMatch(unfit)) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (unfit.test(text.charAt(i))) {
                replaced.setCharAt(i, replacement);
            }
        }
        return replaced.toString();
    }
}
