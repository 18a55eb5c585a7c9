package io.panelws.testkit.conformance;

import java.util.List;

/** Whose word a panel is taken at. */
public enum Profile {
    /** The rules that every panel must honour, whatever it is written in. */
    PROTOCOL,
    /** These, and what panel-ws promises besides: what becomes of bad input, which no node sends. */
    PANEL_WS;

    private static final String BAD_INPUT = "bad-input/";

    /**
     * The cases that are meant.
     *
     * @param named ids or beginnings of ids, of this profile or not; {@code P-1} means rule 1 and not rule 10. None means all
     *     of this profile.
     * @return the cases in the order in which they are best run; possibly none
     */
    public List<ConformanceCase> cases(List<String> named) {
        return Conformance.cases().stream()
                .filter(c -> named.isEmpty() ? has(c) : named.stream().anyMatch(name -> begins(c.id(), name)))
                .toList();
    }

    private boolean has(ConformanceCase c) {
        return this == PANEL_WS || !c.id().startsWith(BAD_INPUT);
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
