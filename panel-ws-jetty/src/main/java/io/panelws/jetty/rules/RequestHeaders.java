package io.panelws.jetty.rules;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Merges the headers of a message with those of its handshake, so that a message cannot say what only the connection or
 * a proxy in front of the panel may say.
 *
 * <p>What frames a request or belongs to one hop is said by nobody; {@code Host} and what proxies vouch for by the
 * handshake; everything else by the message, or where it has none of {@code Authorization}, {@code Cookie}, {@code
 * User-Agent} and {@code traceparent} (W3C Trace Context) by the handshake. Names with an underscore count as a proxy's: many proxies drop them, since what
 * is behind may take the underscore for a hyphen.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class RequestHeaders {

    /** Who may say a header. */
    private enum Source {
        NOBODY,
        HANDSHAKE,
        MESSAGE,
        MESSAGE_ELSE_HANDSHAKE
    }

    /** What frames a message or belongs to one hop (RFC 9110, section 7.6.1), or is about the connection. */
    private static final Set<String> CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final String WEBSOCKET = "sec-websocket-";

    private static final Set<String> FALLBACK = Set.of("authorization", "cookie", "traceparent", "user-agent");

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final Set<String> proxyHeaders;
    private final Set<String> messageHeaders;

    /** The answers for those names that Jetty knows, which are nearly all that are asked for. */
    private final Map<HttpHeader, Source> known = new EnumMap<>(HttpHeader.class);

    /**
     * Makes the rule.
     *
     * @param proxyHeaders names, in any case, of further headers that only a proxy may set
     * @param messageHeaders names, in any case, of headers that messages may set although proxies are known to vouch by
     *     them; those that frame a request, belong to one hop or are in {@code proxyHeaders} they may not
     */
    public RequestHeaders(Collection<String> proxyHeaders, Collection<String> messageHeaders) {
        this.proxyHeaders =
                proxyHeaders.stream().map(RequestHeaders::hyphenated).collect(Collectors.toUnmodifiableSet());
        this.messageHeaders =
                messageHeaders.stream().map(FieldNames::lowerCase).collect(Collectors.toUnmodifiableSet());
        for (HttpHeader header : HttpHeader.values()) {
            known.put(header, judge(header.asString()));
        }
    }

    private Source judge(String name) {
        String hyphenated = hyphenated(name);
        if (CONNECTION.contains(hyphenated) || hyphenated.startsWith(WEBSOCKET)) {
            return Source.NOBODY;
        }
        if (hyphenated.equals("host") || proxyHeaders.contains(hyphenated)) {
            return Source.HANDSHAKE;
        }
        String lowerCase = FieldNames.lowerCase(name);
        if (FALLBACK.contains(lowerCase)) {
            return Source.MESSAGE_ELSE_HANDSHAKE;
        }
        if (messageHeaders.contains(lowerCase)) {
            return Source.MESSAGE;
        }
        return name.indexOf('_') >= 0 || HeaderFamilies.vouch(hyphenated) ? Source.HANDSHAKE : Source.MESSAGE;
    }

    private static String hyphenated(String name) {
        return FieldNames.lowerCase(name).replace('_', '-');
    }

    /**
     * Tells which headers of a handshake are worth keeping for its messages.
     *
     * @param name the name of a header of the handshake
     * @return true for {@code Host}, for what a proxy sets and for what stands in where a message has none
     */
    public boolean keepsFromHandshake(String name) {
        Source source = judge(name);
        return source == Source.HANDSHAKE || source == Source.MESSAGE_ELSE_HANDSHAKE;
    }

    /**
     * The header fields of the request that a message stands for.
     *
     * @param method the message's method
     * @param message the message's headers
     * @param bodyLength the bytes of the message's body
     * @param handshake those headers of the handshake that {@link #keepsFromHandshake} names
     * @return new fields, the handshake's first; values are Latin-1 strings of the UTF-8 bytes, as HTTP would carry them
     * @throws RuleViolation 400 when a name is not a token, or a value has a control character or half of a surrogate
     *     pair
     */
    public HttpFields merge(String method, Map<String, List<String>> message, int bodyLength, HttpFields handshake)
            throws RuleViolation {
        HttpFields.Mutable fields = HttpFields.build(handshake.size() + message.size() + 1);
        for (HttpField field : handshake) {
            if (!isFallback(field) || !isSet(message, field.getName())) {
                fields.add(field);
            }
        }
        for (Map.Entry<String, List<String>> header : message.entrySet()) {
            add(fields, header.getKey(), header.getValue());
        }
        if (bodyLength > 0 || WITH_BODY.contains(method)) {
            fields.add(new HttpField.LongValueHttpField(HttpHeader.CONTENT_LENGTH, bodyLength));
        }
        return fields;
    }

    private boolean isFallback(HttpField field) {
        return source(field.getHeader(), field.getName()) == Source.MESSAGE_ELSE_HANDSHAKE;
    }

    private Source source(HttpHeader header, String name) {
        return header == null ? judge(name) : known.get(header);
    }

    private static boolean isSet(Map<String, List<String>> message, String name) {
        for (Map.Entry<String, List<String>> header : message.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name) && !header.getValue().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private void add(HttpFields.Mutable fields, String name, List<String> values) throws RuleViolation {
        if (!FieldNames.isToken(name)) {
            throw RuleViolation.badRequest("The message has a header name that is not a token of RFC 9110.");
        }
        HttpHeader header = HttpHeader.CACHE.get(name);
        Source source = source(header, name);
        boolean isAllowed = source == Source.MESSAGE || source == Source.MESSAGE_ELSE_HANDSHAKE;
        for (String value : values) {
            String bytes = FieldValues.bytes(value);
            if (isAllowed) {
                fields.add(header == null ? new HttpField(null, name, bytes) : ParsedFields.of(header, bytes));
            }
        }
    }
}
