package io.panelws.api;

/**
 * A message that is not what the protocol asks for.
 *
 * <p>{@link #getMessage()} is one sentence for the person who reads the node's log: it says what is wrong, and repeats
 * neither a header value nor a body.
 */
public final class WsCodecException extends Exception {

    private static final long serialVersionUID = 1;

    /** The {@code id} that the answer must carry. */
    private final long id;

    /** Whether the message as a whole is over its limit. */
    private final boolean tooLarge;

    WsCodecException(long id, String sentence, boolean tooLarge) {
        super(sentence);
        this.id = id;
        this.tooLarge = tooLarge;
    }

    /**
     * The {@code id} of the bad message, as far as it could be read, so that the answer can carry it (P-7).
     *
     * @return the id, or {@link WsRequest#NO_ID}
     */
    public long id() {
        return id;
    }

    /**
     * Tells a message that exceeds {@link WsLimits#maxMessageBytes()} from one that is wrong: the connection that brought
     * it is closed with 1009 (RFC 6455, section 7.4.1).
     *
     * @return true when the message is too large
     */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
