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

    private final Kind kind;

    private enum Kind {
        WRONG,
        TOO_LARGE,
        MALFORMED_TEXT,
        ANSWER
    }

    WsCodecException(long id, String sentence) {
        this(id, sentence, Kind.WRONG);
    }

    private WsCodecException(long id, String sentence, Kind kind) {
        super(sentence);
        this.id = id;
        this.kind = kind;
    }

    static WsCodecException tooLarge(int maxBytes) {
        return new WsCodecException(
                WsRequest.NO_ID, "The message is larger than " + maxBytes + " bytes.", Kind.TOO_LARGE);
    }

    static WsCodecException malformedText(long id) {
        return new WsCodecException(id, "The message is not UTF-8.", Kind.MALFORMED_TEXT);
    }

    static WsCodecException unreadableAnswer(long id, String sentence) {
        return new WsCodecException(id, sentence, Kind.ANSWER);
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
        return kind == Kind.TOO_LARGE;
    }

    /**
     * Tells bytes that are not UTF-8 from a message that is wrong otherwise: the connection that brought it is closed with
     * 1007 (RFC 6455, section 8.1).
     *
     * @return true when some byte of the message is not UTF-8
     */
    public boolean isMalformedText() {
        return kind == Kind.MALFORMED_TEXT;
    }

    /**
     * Tells an answer to a request of the panel from a request: it has a {@code status} and no {@code method} (P-18). It must
     * not be answered, whatever is wrong with it.
     *
     * @return true when the message is meant as an answer to the {@link #id()}
     */
    public boolean isAnswer() {
        return kind == Kind.ANSWER;
    }
}
