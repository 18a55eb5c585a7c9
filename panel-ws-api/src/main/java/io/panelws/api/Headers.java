package io.panelws.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Copies header maps; the order of names and of values is kept. */
final class Headers {

    private Headers() {}

    static Map<String, List<String>> copyOf(Map<String, List<String>> headers) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        headers.forEach((name, values) -> copy.put(Objects.requireNonNull(name), List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }
}
