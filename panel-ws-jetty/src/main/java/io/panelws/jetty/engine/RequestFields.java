package io.panelws.jetty.engine;

import io.panelws.jetty.rules.HeaderField;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;

/**
 * The header fields of a request as Jetty's HTTP/1.1 parser would have made them. Servlets see the difference: the
 * parser spells known names its own way, and takes common fields from a table, some of whose entries know a charset
 * that Jetty does not find in the plain text.
 */
final class RequestFields {

    private RequestFields() {}

    static HttpFields of(List<HeaderField> headers) {
        HttpFields.Mutable fields = HttpFields.build();
        for (HeaderField header : headers) {
            fields.add(field(header.name(), header.value()));
        }
        return fields;
    }

    private static HttpField field(String name, String value) {
        HttpHeader known = HttpHeader.CACHE.get(name);
        if (known == null) {
            return new HttpField(name, value);
        }
        HttpField common = value.isEmpty() ? null : HttpParser.CACHE.get(known + ": " + value);
        return common == null ? new HttpField(known, value) : common;
    }
}
