package io.panelws.testkit.panel;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** The condition of a poll (RFC 9110, 13.1.2): all {@code If-None-Match} lines of a request, possibly none or empty. */
final class IfNoneMatch {

    private IfNoneMatch() {}

    /** Tells whether the lines name {@code etag}; weak comparison, as the RFC asks for this header. */
    static boolean matches(Enumeration<String> lines, String etag) {
        return Collections.list(lines).stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }
}
