package io.panelws.testkit.panel;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the panel answered, as it was handed to the transport. Immutable.
 *
 * @param status the status; 0 where the panel ended the request without an answer
 * @param headers the values of each header; looked up in any case
 * @param body the body
 */
public record RecordedResponse(int status, Map<String, List<String>> headers, RecordedBody body) {

    /** Copies the headers. */
    public RecordedResponse {
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

    /** Shows the headers' names and the body's size. */
    @Override
    public String toString() {
        return status + " " + headers.keySet() + " (" + body + ")";
    }
}
