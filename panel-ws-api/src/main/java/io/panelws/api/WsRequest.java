package io.panelws.api;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one text message of a node asks for: an HTTP request without a connection of its own (rule P-6).
 *
 * <p>This class is immutable and thread-safe: headers and body are copied on the way in, the body on the way out.
 * Nothing is checked here but the range of {@code id}: whether a method, a path or a header may be used is the
 * receiver's rule, and a simulator must be able to send wrong ones.
 *
 * @param id the number that the answer repeats, 1 to {@link Long#MAX_VALUE}; {@link #NO_ID} for a node of generation 1
 * @param method the HTTP method, {@code GET} or {@code POST} from today's nodes (P-9)
 * @param path the path, possibly with a {@code ?query}, as the node wrote it: it may hold raw non-ASCII characters
 * @param headers the values of each header in the order of the message; a name may have no value
 * @param body the decoded body, empty where the message has none
 */
public record WsRequest(long id, String method, String path, Map<String, List<String>> headers, byte[] body) {

    /** Stands for the absence of an {@code id}: the message is of generation 1. */
    public static final long NO_ID = 0;

    /**
     * Copies the headers and the body.
     *
     * @throws IllegalArgumentException when {@code id} is negative
     */
    public WsRequest {
        if (id < 0) {
            throw new IllegalArgumentException("id is negative: " + id);
        }
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        headers = Headers.copyOf(headers);
        body = body.clone();
    }

    /**
     * Makes a request as a node of generation 1 sends it.
     *
     * @param method the HTTP method
     * @param path the path
     * @param headers the headers
     * @param body the body, empty for none
     */
    public WsRequest(String method, String path, Map<String, List<String>> headers, byte[] body) {
        this(NO_ID, method, path, headers, body);
    }

    /**
     * Tells whether the answer must carry an {@code id} (P-7).
     *
     * @return true for a request of generation 2
     */
    public boolean hasId() {
        return id != NO_ID;
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
    public ByteBuffer bodyBuffer() {
        return ByteBuffer.wrap(body).asReadOnlyBuffer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WsRequest that
                && id == that.id
                && method.equals(that.method)
                && path.equals(that.path)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, method, path, headers, Arrays.hashCode(body));
    }

    /** Shows sizes in place of what may be secret: the query, header values and the body. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return "WsRequest[" + (hasId() ? "id=" + id + ", " : "") + method + " "
                + (query < 0 ? path : path.substring(0, query) + "?…") + ", headers=" + headers.keySet() + ", body="
                + body.length + " bytes]";
    }
}
