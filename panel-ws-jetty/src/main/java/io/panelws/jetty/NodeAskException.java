package io.panelws.jetty;

import java.util.Objects;

/**
 * Why a node has not answered what the panel asked it. The message is one sentence that names the node, what it was asked
 * for, and what happened; it contains no token. Has no stack trace: it happens in no thread of the panel.
 */
public final class NodeAskException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** What has happened. */
    public enum Reason {

        /**
         * The node cannot be asked on this connection, and has not been: it is of generation 1, which would take a request for
         * an answer (P-8), or the panel has not answered it with 2xx yet.
         */
        NOT_ASKABLE,

        /** No answer came in time. What comes later is passed over. */
        TIMED_OUT,

        /** The connection has ended, or is ending. Whether the node has read the request is not known. */
        CLOSED,

        /**
         * Too many requests to this node have no answer yet, and it has not been asked; or an answer came while the messages in
         * progress held more than half of {@code maxPendingBytes}, and was given up.
         */
        TOO_MANY,

        /** The node has answered, but not with 2xx. Only where a typed answer is asked for. */
        REFUSED,

        /** The node's answer cannot be read. */
        UNREADABLE
    }

    /**
     * Makes an exception.
     *
     * @param reason what has happened
     * @param sentence the same in words
     */
    public NodeAskException(Reason reason, String sentence) {
        super(sentence, null, false, false);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /**
     * What has happened.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
