package io.panelws.jetty.replay;

/** What becomes of the {@code POST}s of nodes while the database of a {@link JdbcReplayStore} cannot be reached. */
public enum WhenDown {

    /** They are answered 503, and nothing is executed: nothing twice, and nothing at all. */
    REFUSE,

    /**
     * They are executed, and remembered in the memory of this process: what another panel has executed, or this one before,
     * may be executed again.
     */
    LOCAL
}
