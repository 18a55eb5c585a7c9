package io.panelws.testkit.junit;

/** How long a panel runs. */
public enum PanelScope {
    /** Every test gets a panel of its own. */
    TEST,
    /**
     * The tests of a class, its nested classes included, use one panel: what it stores is shared. Each test still has a
     * port, a record and nodes of its own, so that tests which run side by side see their own exchanges only.
     *
     * <p>To the panel, two tests whose nodes have the same {@link AsNode} are one node on two connections: an equal {@code
     * POST} of both, 30 s apart or less, may be taken for one that was repeated (P-15).
     */
    CLASS
}
