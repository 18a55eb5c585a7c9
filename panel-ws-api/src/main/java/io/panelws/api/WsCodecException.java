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

    WsCodecException(long id, String sentence) {
        super(sentence);
        this.id = id;
    }

    /**
     * The {@code id} of the bad message, as far as it could be read, so that the answer can carry it (P-7).
     *
     * @return the id, or {@link WsRequest#NO_ID}
     */
    public long id() {
        return id;
    }
}
