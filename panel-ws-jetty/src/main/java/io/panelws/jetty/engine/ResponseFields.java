package io.panelws.jetty.engine;

import io.panelws.jetty.rules.HeaderField;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.MetaData;

/**
 * The header fields of a response as Jetty's HTTP/1.1 generator would have written them. It names a length once, and not at
 * all where the response goes in chunks, be it that the panel asks for them or that trailers follow.
 */
final class ResponseFields {

    private ResponseFields() {}

    static List<HeaderField> of(MetaData.Response response) {
        HttpFields fields = response.getHttpFields();
        boolean named = response.getTrailersSupplier() != null || isChunked(fields);
        List<HeaderField> copy = new ArrayList<>();
        for (HttpField field : fields) {
            if (field.getHeader() != HttpHeader.CONTENT_LENGTH) {
                copy.add(new HeaderField(field.getName(), field.getValue() == null ? "" : field.getValue()));
            } else if (!named && field.getLongValue() >= 0) {
                copy.add(new HeaderField(field.getName(), Long.toString(field.getLongValue())));
                named = true;
            }
        }
        return copy;
    }

    private static boolean isChunked(HttpFields fields) {
        return fields.contains(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED.asString());
    }
}
