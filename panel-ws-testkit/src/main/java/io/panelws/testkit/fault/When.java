package io.panelws.testkit.fault;

/** The point of an exchange at which a {@link Fault} strikes. */
public enum When {
    /** Before the connection is one: only the first exchange of a connection has it. */
    AT_HANDSHAKE,
    /** When the node has sent the request, and before any of it reaches the panel. */
    ON_REQUEST,
    /** When the panel has answered, and before any of it reaches the node. */
    BEFORE_RESPONSE,
    /** When about half of the answer has reached the node. */
    WITHIN_RESPONSE,
    /** When all of the answer has been sent to the node. */
    AFTER_RESPONSE
}
