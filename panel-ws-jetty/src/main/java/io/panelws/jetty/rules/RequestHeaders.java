package io.panelws.jetty.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merges the headers of a message with those of its handshake, so that a message cannot say what only the connection or
 * a proxy in front of the panel may say.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class RequestHeaders {

    /** What frames a message or belongs to one hop (RFC 9110, section 7.6.1), or is about the connection. */
    private static final Set<String> CONNECTION = FieldNames.caseInsensitive(List.of(
            "Connection",
            "Content-Length",
            "Expect",
            "Host",
            "HTTP2-Settings",
            "Keep-Alive",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade"));

    /** What a proxy vouches for, besides those that begin with {@code X-Forwarded-} or {@code Proxy-}. */
    private static final List<String> PROXY = List.of(
            "CF-Connecting-IP",
            "Client-Cert",
            "Client-Cert-Chain",
            "Fastly-Client-IP",
            "Forwarded",
            "Front-End-Https",
            "True-Client-IP",
            "Via",
            "X-Client-IP",
            "X-Cluster-Client-IP",
            "X-Original-URL",
            "X-Real-IP",
            "X-Rewrite-URL");

    /** Taken from the handshake only where the message has none. */
    private static final List<String> FALLBACK = List.of("User-Agent", "Authorization", "Cookie");

    private static final Set<String> FALLBACK_SET = FieldNames.caseInsensitive(FALLBACK);

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final Set<String> proxy;

    /**
     * Makes the rule.
     *
     * @param furtherProxyHeaders names, in any case, of further headers that only a proxy may set
     */
    public RequestHeaders(Collection<String> furtherProxyHeaders) {
        proxy = FieldNames.caseInsensitive(PROXY);
        proxy.addAll(furtherProxyHeaders);
    }

    /**
     * Tells which headers of a handshake are worth keeping for its messages.
     *
     * @param name the name of a header of the handshake
     * @return true for {@code Host}, for what a proxy sets and for what stands in where a message has none
     */
    public boolean keepsFromHandshake(String name) {
        return name.equalsIgnoreCase("Host") || isSetByProxy(name) || FALLBACK_SET.contains(name);
    }

    /**
     * The header fields of the request that a message stands for.
     *
     * @param method the message's method
     * @param message the message's headers
     * @param bodyLength the bytes of the message's body
     * @param handshake those headers of the handshake that {@link #keepsFromHandshake} names
     * @return the fields, the handshake's first; values are Latin-1 strings of the UTF-8 bytes, as HTTP would carry them
     * @throws RuleViolation 400 when a name is not a token or a value has a control character
     */
    public List<HeaderField> merge(
            String method, Map<String, List<String>> message, int bodyLength, List<HeaderField> handshake)
            throws RuleViolation {
        List<HeaderField> own = new ArrayList<>();
        Set<String> names = FieldNames.caseInsensitive(List.of());
        for (Map.Entry<String, List<String>> header : message.entrySet()) {
            String name = header.getKey();
            if (!FieldNames.isToken(name)) {
                throw RuleViolation.badRequest("The message has a header name that is not a token of RFC 9110.");
            }
            for (String value : header.getValue()) {
                String field = fieldValue(value);
                if (!isForbidden(name)) {
                    own.add(new HeaderField(name, field));
                    names.add(name);
                }
            }
        }
        List<HeaderField> merged = new ArrayList<>();
        for (HeaderField field : handshake) {
            if (!FALLBACK_SET.contains(field.name()) || !names.contains(field.name())) {
                merged.add(field);
            }
        }
        merged.addAll(own);
        if (bodyLength > 0 || WITH_BODY.contains(method)) {
            merged.add(new HeaderField("Content-Length", Integer.toString(bodyLength)));
        }
        return merged;
    }

    private boolean isForbidden(String name) {
        return CONNECTION.contains(name) || startsWith(name, "Sec-WebSocket-") || isSetByProxy(name);
    }

    private boolean isSetByProxy(String name) {
        return proxy.contains(name) || startsWith(name, "X-Forwarded-") || startsWith(name, "Proxy-");
    }

    private static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /** RFC 9110, section 5.5: without control characters but tab, and without white space around it. */
    private static String fieldValue(String value) throws RuleViolation {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7F) {
                throw RuleViolation.badRequest("The message has a header value with a control character.");
            }
        }
        return new String(trimmed(value).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String trimmed(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && (value.charAt(start) == ' ' || value.charAt(start) == '\t')) {
            start++;
        }
        while (end > start && (value.charAt(end - 1) == ' ' || value.charAt(end - 1) == '\t')) {
            end--;
        }
        return value.substring(start, end);
    }
}
