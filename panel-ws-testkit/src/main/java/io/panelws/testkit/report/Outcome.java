package io.panelws.testkit.report;

import java.util.Locale;

/** How a case counts in a report. */
public enum Outcome {
    /** The panel does what is required. */
    PASSED,
    /** It does not. */
    FAILED,
    /** It does not do what it should, and nobody asked to be strict. */
    WARNING,
    /** It could not, since another case has failed. */
    FOLLOWS,
    /** The case says nothing about this panel. */
    SKIPPED;

    /**
     * As it is shown.
     *
     * @return the name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
