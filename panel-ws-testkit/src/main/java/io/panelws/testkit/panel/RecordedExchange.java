package io.panelws.testkit.panel;

import io.panelws.testkit.node.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * One request that reached the panel, with its answer. Immutable.
 *
 * @param connection the node's connection, counted from 1 in the order in which they were first heard of
 * @param index which request of that connection, counted from 1 in the order of arrival; 0 for a WebSocket's handshake
 * @param transport whether it came as a message over a WebSocket, or as a request over HTTP, as handshakes do
 * @param request what the panel was asked
 * @param response what it answered
 */
public record RecordedExchange(
        int connection, int index, Transport transport, RecordedRequest request, RecordedResponse response) {

    /** Shows no token and no content. */
    @Override
    public String toString() {
        return transport + " " + connection + "." + index + ": " + request + " -> " + response;
    }

    /** Jetty's fields as a map that is found in whatever case it is asked for. */
    static Map<String, List<String>> headers(HttpFields fields) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : fields) {
            headers.computeIfAbsent(field.getName(), name -> new ArrayList<>())
                    .add(field.getValue() == null ? "" : field.getValue());
        }
        return Collections.unmodifiableMap(headers);
    }

    static Map<String, List<String>> headers(Map<String, List<String>> headers) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }
}
