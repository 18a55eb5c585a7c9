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

    private static final List<Line> TABLE = List.of();

    private static final Map<String, Line> BY_CASE = TABLE.stream()
            .flatMap(line -> line.cases().stream().map(id -> Map.entry(id, line)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private KnownDifferences() {}

    /** What is expected to differ in a case: mostly nothing. */
    static Set<String> partsOf(String caseId) {
        Line line = BY_CASE.get(caseId);
        return line == null ? Set.of() : line.parts();
    }
}
