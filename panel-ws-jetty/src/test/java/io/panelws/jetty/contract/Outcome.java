package io.panelws.jetty.contract;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a request got.
 *
 * @param status the status, 0 where none arrived
 * @param headers the header fields; names ignore case, values keep their order
 * @param body the body, or what arrived of it
 * @param whole false when the connection ended before the response did
 */
public record Outcome(int status, Map<String, List<String>> headers, byte[] body, boolean whole) {

    /** A connection that ended in place of a response. */
    public static final Outcome CLOSED = new Outcome(0, Map.of(), new byte[0], false);

    public Outcome {
        Map<String, List<String>> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ignoringCase.putAll(headers);
        headers = ignoringCase;
    }

    public List<String> values(String name) {
        return headers.getOrDefault(name, List.of());
    }
}
