package io.panelws.jetty.rules;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;

/**
 * Header fields of known names as Jetty's HTTP/1.1 parser would have made them. Servlets see the difference: the parser
 * spells names its own way, and takes common fields from a table, some of whose entries know a charset that Jetty does not
 * find in the plain text.
 */
final class ParsedFields {

    /** The names that the table has values for; for all others, asking it would be in vain. */
    private static final Set<HttpHeader> COMMON = common();

    private ParsedFields() {}

    private static Set<HttpHeader> common() {
        Set<HttpHeader> common = EnumSet.noneOf(HttpHeader.class);
        for (String line : HttpParser.CACHE.keySet()) {
            int colon = line.indexOf(": ");
            HttpHeader header = colon < 0 ? null : HttpHeader.CACHE.get(line.substring(0, colon));
            if (header != null && line.length() > colon + 2) {
                common.add(header);
            }
        }
        return common;
    }

    static HttpField of(HttpHeader header, String value) {
        HttpField field = value.isEmpty() || !COMMON.contains(header)
                ? null
                : HttpParser.CACHE.get(header.asString() + ": " + value);
        return field == null ? new HttpField(header, value) : field;
    }
}
