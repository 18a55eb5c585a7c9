package io.panelws.testkit.conformance;

import java.util.List;

/** Chooses cases by their ids. */
public final class Selection {

    private Selection() {}

    /**
     * The cases that are meant.
     *
     * @param prefixes ids or beginnings of ids; {@code P-1} means rule 1 and not rule 10. None means all.
     * @return the cases that one of them names, in the order of the rules; possibly none
     */
    public static List<ConformanceCase> of(List<String> prefixes) {
        return Conformance.cases().stream()
                .filter(c -> prefixes.isEmpty() || prefixes.stream().anyMatch(prefix -> begins(c.id(), prefix)))
                .toList();
    }

    private static boolean begins(String id, String prefix) {
        if (prefix.isEmpty() || !id.startsWith(prefix)) {
            return false;
        }
        return id.length() == prefix.length()
                || !(isDigit(prefix.charAt(prefix.length() - 1)) && isDigit(id.charAt(prefix.length())));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
