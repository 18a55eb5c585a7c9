package io.panelws.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Writes one response message in pieces, so that a large body is never held as a whole.
 *
 * <p>Call {@link #head}, then {@link #body} as often as there are bytes, then {@link #end}; the texts put together are
 * the message. Each piece is valid text on its own: base64 is ASCII, so a message may be cut between pieces into the
 * fragments of RFC 6455, section 5.4.
 *
 * <p>Not thread-safe; one object for one message.
 */
public final class WsResponseWriter {

    /** The one or two bytes that do not fill a group of base64 yet. */
    private final byte[] carry = new byte[3];

    private int carried;

    /** Makes a writer for one message. */
    public WsResponseWriter() {}

    /**
     * The text before the body.
     *
     * @param id the request's id, {@link WsRequest#NO_ID} for none
     * @param status the HTTP status, 100 to 999
     * @param headers the headers, spelt as the node is to see them
     * @return everything up to and including the quotation mark that opens the body
     * @throws IllegalArgumentException when the status has not three digits
     */
    public String head(long id, int status, Map<String, List<String>> headers) {
        if (status < 100 || status > 999) {
            throw new IllegalArgumentException("status has not three digits: " + status);
        }
        return MessageWriter.responseHead(id, status, headers);
    }

    /**
     * The text of a piece of the body.
     *
     * @param bytes the next bytes; all of them are taken
     * @return their base64, without up to two bytes that are kept for the next piece
     */
    public String body(ByteBuffer bytes) {
        int total = carried + bytes.remaining();
        byte[] whole = new byte[total - total % 3];
        if (whole.length > 0) {
            System.arraycopy(carry, 0, whole, 0, carried);
            bytes.get(whole, carried, whole.length - carried);
            carried = 0;
        }
        int rest = bytes.remaining();
        bytes.get(carry, carried, rest);
        carried += rest;
        return new String(Base64.getEncoder().encode(whole), StandardCharsets.ISO_8859_1);
    }

    /**
     * The text after the body.
     *
     * @return the last group of base64, padded, and the end of the message
     */
    public String end() {
        byte[] last = new byte[carried];
        System.arraycopy(carry, 0, last, 0, carried);
        carried = 0;
        return Base64.getEncoder().encodeToString(last) + "\"}";
    }
}
