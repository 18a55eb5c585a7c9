package io.panelws.api;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes one response message as UTF-8, in pieces where it is large: a body is never held as a whole.
 *
 * <p>Call {@link #begin}, {@link #header} for each header, {@link #beginBody}, {@link #body} as often as there are bytes, and
 * {@link #end}. {@link #take} may be called between any two of these; what it returns, put together, is the message. A
 * message that is cut behind {@link #beginBody} is cut between ASCII characters, as fragments of RFC 6455, section 5.4, may be.
 *
 * <p>Not thread-safe; one object for one message.
 */
public final class WsResponseWriter {

    private final PieceBuffer piece;
    private final Base64Pieces base64;
    private boolean hasHeaders;

    /**
     * Makes a writer for one message.
     *
     * @param initialBytes the capacity of the first buffer; it grows when it is too small
     * @throws IllegalArgumentException when the capacity is negative
     */
    public WsResponseWriter(int initialBytes) {
        if (initialBytes < 0) {
            throw new IllegalArgumentException("initialBytes is negative: " + initialBytes);
        }
        piece = new PieceBuffer(initialBytes);
        base64 = new Base64Pieces(piece);
    }

    /**
     * Writes everything before the headers.
     *
     * @param id the request's id, {@link WsRequest#NO_ID} for none
     * @param status the HTTP status, 100 to 999
     * @throws IllegalArgumentException when the status has not three digits
     */
    public void begin(long id, int status) {
        if (status < 100 || status > 999) {
            throw new IllegalArgumentException("status has not three digits: " + status);
        }
        piece.reserve(64);
        if (id == WsRequest.NO_ID) {
            piece.ascii("{\"status\":");
        } else {
            piece.ascii("{\"id\":");
            piece.ascii(Long.toString(id));
            piece.ascii(",\"status\":");
        }
        piece.put(status / 100 + '0');
        piece.put(status / 10 % 10 + '0');
        piece.put(status % 10 + '0');
        piece.ascii(",\"headers\":{");
    }

    /**
     * Writes one header. No two may have the same name: {@code encoding/json/v2} refuses a member that is there twice.
     *
     * @param name the name, spelt as the node is to see it (P-10)
     * @param values the values, possibly none; an unpaired surrogate is written as U+FFFD
     */
    public void header(String name, List<String> values) {
        if (hasHeaders) {
            piece.reserve(1);
            piece.put(',');
        }
        hasHeaders = true;
        JsonText.writeMember(name, values, piece);
    }

    /** Writes what is between the headers and the first byte of the body. */
    public void beginBody() {
        piece.reserve(16);
        piece.ascii("},\"body\":\"");
    }

    /**
     * Writes the base64 of as much of the content as fits, in whole groups of three bytes; the one or two bytes that are
     * left over at the content's end are kept for the next call. The content's array is not kept.
     *
     * @param content the next bytes of the body, in the heap or not; its position moves behind those that were taken
     * @param maxBytes what {@link #size} may be afterwards; {@link Integer#MAX_VALUE} takes all of the content. At least
     *     four bytes more than {@code size()}, or nothing may be taken.
     * @return how many bytes of the content were taken
     */
    public int body(ByteBuffer content, int maxBytes) {
        return base64.write(content, maxBytes);
    }

    /** Writes the last group of base64, padded, and the end of the message: up to six bytes. */
    public void end() {
        base64.end();
        piece.ascii("\"}");
    }

    /**
     * The size of the piece that {@link #take} would return.
     *
     * @return the bytes written since then
     */
    public int size() {
        return piece.size();
    }

    /**
     * Hands out what has been written and begins a new piece; nothing is copied, and nothing is allocated before more is
     * written.
     *
     * @return a heap buffer that is the caller's own, ready to be read
     */
    public ByteBuffer take() {
        return piece.take();
    }
}
