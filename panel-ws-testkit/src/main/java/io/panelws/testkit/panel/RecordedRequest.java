package io.panelws.testkit.panel;

import io.panelws.testkit.wire.Mask;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the panel was asked. Immutable.
 *
 * @param method the method
 * @param path the path as it was written, percent escapes and the context path included
 * @param query the query without the question mark, empty for none; of a message, that of its connection's handshake first
 *     (P-3). It holds the token
 * @param headers the values of each header as the panel was given them; looked up in any case
 * @param body the body as far as the panel read it: a panel that refuses a push unread leaves it empty
 */
public record RecordedRequest(
        String method, String path, String query, Map<String, List<String>> headers, RecordedBody body) {

    /** Copies the headers. */
    public RecordedRequest {
        headers = RecordedExchange.headers(headers);
    }

    /**
     * A header's first value.
     *
     * @param name in any case
     * @return the value, or none
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * Path and query as a log may show them.
     *
     * @return {@code /path?node_id=1&token=***}
     */
    public String maskedTarget() {
        return query.isEmpty() ? path : path + "?" + Mask.PARAMETERS.apply(query);
    }

    /** Shows the token's place but not the token, the headers' names and the body's size. */
    @Override
    public String toString() {
        return method + " " + maskedTarget() + " " + headers.keySet() + " (" + body + ")";
    }
}
