package io.panelws.testkit.node;

/** How one {@link Attempt} ended. */
public enum Outcome {
    /** A response arrived. */
    ANSWERED,
    /** The panel answered the handshake with something else than 101 (P-5). */
    REFUSED,
    /** There is no connection: nobody listens, or the network does not let it through. */
    UNREACHABLE,
    /** The connection was lost while the request was written or its answer awaited, or the answer was unreadable. */
    BROKEN,
    /** The deadline was over (P-13). */
    TIMED_OUT
}
