package io.panelws.jetty.rules;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;

/** Turns the header fields of the panel's response into those of the answer to a node. */
public final class ResponseHeaders {

    /** RFC 9110, section 7.6.1, and what the design leaves out because the connection says it once. */
    private static final Set<HttpHeader> DROPPED = EnumSet.of(
            HttpHeader.CONNECTION,
            HttpHeader.DATE,
            HttpHeader.KEEP_ALIVE,
            HttpHeader.PROXY_CONNECTION,
            HttpHeader.SERVER,
            HttpHeader.TE,
            HttpHeader.TRAILER,
            HttpHeader.TRANSFER_ENCODING,
            HttpHeader.UPGRADE);

    /** The registered spelling of those names that Jetty knows, which are nearly all that are asked for. */
    private static final Map<HttpHeader, String> REGISTERED = registered();

    private ResponseHeaders() {}

    private static Map<HttpHeader, String> registered() {
        Set<String> names = Set.copyOf(FieldNames.registeredNames());
        Map<HttpHeader, String> registered = new EnumMap<>(HttpHeader.class);
        for (HttpHeader header : HttpHeader.values()) {
            String name = FieldNames.registered(header.asString());
            if (names.contains(name)) {
                registered.put(header, name);
            }
        }
        return registered;
    }

    /**
     * Drops what belongs to one hop, joins the values of equal names and gives registered names their spelling (P-10). A
     * length is named as Jetty's HTTP/1.1 generator would: once, and not where it has none to tell.
     *
     * @param status the response's status
     * @param fields the response's header fields in order
     * @param trailers whether trailers follow the body
     * @param header takes each header of the answer in that order: a name, different from all before it, and its values
     */
    public static void forEach(
            int status, HttpFields fields, boolean trailers, BiConsumer<String, List<String>> header) {
        List<HttpField> kept = kept(status, fields, trailers);
        for (int i = 0; i < kept.size(); i++) {
            HttpField field = kept.get(i);
            if (field != null) {
                String name = name(field);
                header.accept(name, values(field, name, kept, i + 1));
            }
        }
    }

    /**
     * The same as a map.
     *
     * @param status the response's status
     * @param fields the response's header fields in order
     * @param trailers whether trailers follow the body
     * @return the answer's headers in that order
     */
    public static Map<String, List<String>> of(int status, HttpFields fields, boolean trailers) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        forEach(status, fields, trailers, headers::put);
        return headers;
    }

    /**
     * The same for fields that have been copied.
     *
     * @param status the response's status
     * @param fields the response's header fields in order
     * @return the answer's headers in that order
     */
    public static Map<String, List<String>> of(int status, List<HeaderField> fields) {
        HttpFields.Mutable copy = HttpFields.build(fields.size());
        fields.forEach(field -> copy.add(new HttpField(field.name(), field.value())));
        return of(status, copy, false);
    }

    private static List<HttpField> kept(int status, HttpFields fields, boolean trailers) {
        List<HttpField> kept = new ArrayList<>(8);
        boolean isChunked = trailers;
        Set<String> hop = Set.of();
        HttpField length = null;
        for (HttpField field : fields) {
            HttpHeader known = known(field);
            if (known == HttpHeader.CONTENT_LENGTH) {
                if (length == null && field.getLongValue() >= 0) {
                    length = field;
                    kept.add(field);
                }
            } else if (known == HttpHeader.CONNECTION) {
                hop = joined(hop, field);
            } else if (known == HttpHeader.TRANSFER_ENCODING) {
                isChunked |= field.contains(HttpHeaderValue.CHUNKED.asString());
            } else if (known == null || !DROPPED.contains(known)) {
                kept.add(field);
            }
        }
        // 204 has no content and so no length; 304 may name the length of what it stands for.
        if (length != null && (isChunked || status == 204)) {
            kept.remove(length);
        }
        if (!hop.isEmpty()) {
            Set<String> names = hop;
            kept.removeIf(field -> names.contains(FieldNames.lowerCase(field.getName())));
        }
        return kept;
    }

    private static HttpHeader known(HttpField field) {
        return field.getHeader() != null ? field.getHeader() : HttpHeader.CACHE.get(field.getName());
    }

    private static Set<String> joined(Set<String> names, HttpField connection) {
        Set<String> joined = new HashSet<>(names);
        for (String name : value(connection).split(",")) {
            joined.add(FieldNames.lowerCase(name.strip()));
        }
        return joined;
    }

    /** All values of a name; takes the other fields that have them out of the list. */
    private static List<String> values(HttpField first, String name, List<HttpField> fields, int from) {
        String value = text(first);
        List<String> values = null;
        for (int i = from; i < fields.size(); i++) {
            HttpField field = fields.get(i);
            if (field != null && sendableName(field.getName()).equalsIgnoreCase(name)) {
                if (values == null) {
                    values = new ArrayList<>(List.of(value));
                }
                values.add(text(field));
                fields.set(i, null);
            }
        }
        return values == null ? List.of(value) : values;
    }

    private static String text(HttpField field) {
        return known(field) == HttpHeader.CONTENT_LENGTH
                ? Long.toString(field.getLongValue())
                : FieldValues.text(value(field));
    }

    private static String value(HttpField field) {
        return field.getValue() == null ? "" : field.getValue();
    }

    private static String name(HttpField field) {
        HttpHeader known = known(field);
        String registered = known == null ? FieldNames.registered(field.getName()) : REGISTERED.get(known);
        return sendableName(registered == null ? field.getName() : registered);
    }

    /** As Jetty's HTTP/1.1 does. */
    private static String sendableName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (isUnfit(name.charAt(i))) {
                StringBuilder sendable = new StringBuilder(name);
                for (int j = i; j < name.length(); j++) {
                    if (isUnfit(name.charAt(j))) {
                        sendable.setCharAt(j, '.');
                    }
                }
                return sendable.toString();
            }
        }
        return name;
    }

    private static boolean isUnfit(char c) {
        return c < ' ' && c != '\t' || c > 0xFF || c == ':';
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
}
