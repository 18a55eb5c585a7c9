package io.panelws.jetty.contract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The one table of what is not the same over both transports, and why. */
final class KnownDifferences {

    /**
     * A line of the table.
     *
     * @param reason why it cannot be, or shall not be, the same
     * @param parts what differs, as {@link Comparison} names it
     * @param cases the cases where it shows
     */
    private record Line(String reason, Set<String> parts, Set<String> cases) {}

    private static final List<Line> TABLE = List.of(
            new Line(
                    "A node may not say in a message that it is another one than in its handshake: 400.",
                    Set.of("status"),
                    Set.of("query-other-node")),
            new Line(
                    "A path with dot segments is refused, not resolved: 400.",
                    Set.of("status"),
                    Set.of("path-dot", "path-dot-dot")),
            new Line(
                    "What is badly written is refused in a sentence that a node logs (P-11), not with a page.",
                    Set.of("header Cache-Control", "header Content-Length", "header Content-Type", "body"),
                    Set.of(
                            "path-slashes-first",
                            "path-dot-dot-escaped",
                            "path-bad-escape",
                            "path-dot-parameter",
                            "path-nul",
                            "path-latin-1",
                            "path-backslash",
                            "path-backslash-escaped",
                            "path-fragment",
                            "path-control",
                            "path-delete",
                            "path-utf-16",
                            "path-overlong",
                            "query-fragment",
                            "headers-control",
                            "headers-bad-name")),
            new Line(
                    "Methods are bounded by allowedMethods, before the panel is asked: 405.",
                    Set.of("status"),
                    Set.of("get-only-trace")),
            new Line(
                    "Sizes are bounded by options and rules of panel-ws, not by the buffers of an HTTP connection.",
                    Set.of("status"),
                    Set.of("headers-too-long", "headers-too-many", "path-too-long", "reply-too-long")),
            new Line(
                    "A message does not speak for its connection, nor for a proxy.",
                    Set.of("header Content-Length", "body"),
                    Set.of("headers-hop", "headers-proxy", "headers-underscore")),
            new Line(
                    "A message does not speak for its connection; what is left out is not judged.",
                    Set.of("status"),
                    Set.of("headers-expect")),
            new Line(
                    "A message is known by an attribute.",
                    Set.of("header Content-Length", "body"),
                    Set.of("attributes")),
            new Line(
                    "A stack trace on an error page begins where the container called the panel.",
                    Set.of("header Content-Length", "body"),
                    Set.of("error-stack-trace")));

    private static final Map<String, Line> BY_CASE = TABLE.stream()
            .flatMap(line -> line.cases().stream().map(id -> Map.entry(id, line)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private KnownDifferences() {}

    static Set<String> caseIds() {
        return BY_CASE.keySet();
    }

    /** What is expected to differ in a case: mostly nothing. */
    static Set<String> partsOf(String caseId) {
        Line line = BY_CASE.get(caseId);
        return line == null ? Set.of() : line.parts();
    }
}
