package io.panelws.testkit.conformance;

/** How much depends on a requirement. */
public enum Level {
    /** A panel that breaks it does not work with some node, or serves one wrongly. */
    MUST,
    /** A panel that breaks it works, worse than it could. */
    SHOULD
}
