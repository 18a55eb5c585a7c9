package io.panelws.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Copies of header maps; the order of names and of values is kept. */
final class Headers {

    private Headers() {}

    static Map<String, List<String>> copyOf(Map<String, List<String>> headers) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        headers.forEach((name, values) -> copy.put(Objects.requireNonNull(name), List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }

    /**
     * Replaces unpaired surrogates. Two names may become one by that, and {@code encoding/json/v2} refuses a name that is
     * there twice.
     */
    static Map<String, List<String>> wellFormed(Map<String, List<String>> headers) {
        Map<String, List<String>> mended = new LinkedHashMap<>();
        headers.forEach((name, values) -> values.stream()
                .map(value -> Utf8.wellFormed(value, Utf8.REPLACEMENT))
                .forEach(mended.computeIfAbsent(Utf8.wellFormed(name, Utf8.REPLACEMENT), n -> new ArrayList<>())::add));
        return mended;
    }
}
