package io.panelws.api;

/**
 * How large a message may be before {@link WsCodec} refuses it.
 *
 * @param maxMessageBytes the largest message, in bytes of its UTF-8 text, base64 included
 * @param maxHeaderCount the most header lines in a message: each value counts, and each name without a value
 * @param maxHeaderBytes the most bytes that all header names and values may have together, in UTF-8; a name counts once
 *     for each of its values
 */
public record WsLimits(int maxMessageBytes, int maxHeaderCount, int maxHeaderBytes) {

    /** What a panel uses by default: 16 MiB a message, 100 header lines of 16 KiB together. */
    public static final WsLimits DEFAULT = new WsLimits(16 << 20, 100, 16 << 10);

    /** For a reader that trusts the other side: a node reading answers, a test. */
    public static final WsLimits NONE = new WsLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException when one is not positive
     */
    public WsLimits {
        if (maxMessageBytes < 1 || maxHeaderCount < 1 || maxHeaderBytes < 1) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }
}
