package io.panelws.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Turns messages into their JSON text and back.
 *
 * <p>Writing is strict: the text satisfies Go's {@code encoding/json} and the stricter {@code encoding/json/v2}, the two
 * decoders that nodes are built with (P-12). Reading a request is exact: whatever the protocol does not define is
 * refused, except that unknown members are passed over, so that the protocol can grow, and that {@code null} stands for
 * absent headers or an absent body, as Go writes them without {@code omitempty}. Reading a response takes what Go's
 * {@code encoding/json} takes, since it stands in for a node; only unpaired surrogates are refused.
 *
 * <p>{@link #decodeResponse}, which only a node needs, needs Gson on the class path; it is an optional dependency, which the
 * testkit brings along. The panel's side needs nothing.
 *
 * <p>This class is thread-safe and does not block.
 */
public final class WsCodec {

    private final WsLimits limits;

    /**
     * Makes a codec.
     *
     * @param limits what a message that is read may measure
     */
    public WsCodec(WsLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a node's message (P-6) from the bytes of the whole text message.
     *
     * @param utf8 the message, between position and limit, which stay as they are; one in the heap is read where it is,
     *     and nothing of the buffer is kept
     * @return the request
     * @throws WsCodecException when the bytes are not UTF-8, not JSON, not one object, have a member twice, a wrong type,
     *     bad base64, no {@code method} or {@code path}, or exceed a limit
     */
    public WsRequest decodeRequest(ByteBuffer utf8) throws WsCodecException {
        return new RequestReader(inHeap(utf8), limits).read();
    }

    /**
     * Reads whatever a node may send: a request (P-6), or the answer to a request of the panel (P-18), which has a {@code
     * status} and no {@code method}. Both are read exactly.
     *
     * @param utf8 the message, as for {@link #decodeRequest(ByteBuffer)}
     * @return the request or the answer
     * @throws WsCodecException as {@link #decodeRequest(ByteBuffer)} does; {@link WsCodecException#isAnswer()} tells of what
     *     must not be answered
     */
    public WsMessage decodeMessage(ByteBuffer utf8) throws WsCodecException {
        return new RequestReader(inHeap(utf8), limits).readMessage();
    }

    private static ByteBuffer inHeap(ByteBuffer buffer) {
        if (buffer.hasArray()) {
            return buffer;
        }
        return ByteBuffer.allocate(buffer.remaining()).put(buffer.duplicate()).flip();
    }

    /**
     * Reads a node's message (P-6).
     *
     * @param text the whole text message
     * @return the request
     * @throws WsCodecException when the text is not JSON, not one object, has a member twice, a wrong type, bad base64,
     *     no {@code method} or {@code path}, or exceeds a limit
     */
    public WsRequest decodeRequest(String text) throws WsCodecException {
        // Nothing that JSON allows: UTF-8 cannot express an unpaired surrogate, and JSON has no place for a raw NUL.
        return decodeRequest(ByteBuffer.wrap(Utf8.wellFormed(text, '\0').getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads a panel's answer as a node does (P-7, P-12).
     *
     * @param text the whole text message
     * @return the response; its status is 0 where the message has none
     * @throws WsCodecException when Go's decoder would refuse the text, or it exceeds a limit
     * @throws NoClassDefFoundError when Gson is not on the class path
     */
    public WsResponse decodeResponse(String text) throws WsCodecException {
        return new ResponseReader(text, limits).read();
    }

    /**
     * Writes a request as a node does, or as a panel does that asks a node (P-18): {@code headers} and {@code body} are left out where they are empty.
     *
     * @param request the request
     * @return its JSON text; an unpaired surrogate is written as U+FFFD, as Go does
     */
    public String encode(WsRequest request) {
        return StandardCharsets.UTF_8.decode(encodeToBytes(request)).toString();
    }

    /**
     * Writes a request as the bytes of its text message.
     *
     * @param request the request
     * @return a new heap buffer, ready to be read
     */
    public ByteBuffer encodeToBytes(WsRequest request) {
        return RequestWriter.write(request);
    }

    /**
     * Writes an answer as one text.
     *
     * @param response the response
     * @return its JSON text; an unpaired surrogate is written as U+FFFD
     * @throws IllegalArgumentException when the status has not three digits
     */
    public String encode(WsResponse response) {
        ByteBuffer body = response.bodyBuffer();
        WsResponseWriter writer = new WsResponseWriter(256);
        writer.begin(response.id(), response.status());
        Headers.wellFormed(response.headers()).forEach(writer::header);
        writer.beginBody();
        writer.body(body, Integer.MAX_VALUE);
        writer.end();
        return StandardCharsets.UTF_8.decode(writer.take()).toString();
    }
}
