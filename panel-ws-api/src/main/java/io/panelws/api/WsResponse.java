package io.panelws.api;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The answer to one {@link WsRequest} (rule P-7).
 *
 * <p>This class is immutable and thread-safe: headers and body are copied on the way in, the body on the way out.
 *
 * @param id the {@code id} of the request, {@link WsRequest#NO_ID} where it had none
 * @param status the HTTP status, 100 to 999; 0 where a message read by a node has none, as the node's decoder takes it
 * @param headers the values of each header; nodes look {@code ETag} up by exactly this spelling (P-10)
 * @param body the decoded body, possibly empty
 */
public record WsResponse(long id, int status, Map<String, List<String>> headers, byte[] body) implements WsMessage {

    /** Copies the headers and the body. */
    public WsResponse {
        headers = Headers.copyOf(headers);
        body = body.clone();
    }

    /**
     * The body, copied.
     *
     * @return a new array; see {@link #bodyBuffer()} for reading without a copy
     */
    @Override
    public byte[] body() {
        return body.clone();
    }

    /**
     * The body without a copy.
     *
     * @return a new read-only buffer over the body
     */
    @Override
    public ByteBuffer bodyBuffer() {
        return ByteBuffer.wrap(body).asReadOnlyBuffer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WsResponse that
                && id == that.id
                && status == that.status
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, status, headers, Arrays.hashCode(body));
    }

    /** Shows sizes in place of what may be secret: header values and the body. */
    @Override
    public String toString() {
        return "WsResponse[" + (id == WsRequest.NO_ID ? "" : "id=" + id + ", ") + status + ", headers="
                + headers.keySet() + ", body=" + body.length + " bytes]";
    }
}
