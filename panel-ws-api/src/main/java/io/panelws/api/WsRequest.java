package io.panelws.api;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one text message of a node asks for: an HTTP request without a connection of its own (rule P-6).
 *
 * <p>This class is immutable and thread-safe: headers and body are copied on the way in, the body on the way out.
 * Nothing is checked here but the range of {@code id}: whether a method, a path or a header may be used is the
 * receiver's rule, and a simulator must be able to send wrong ones.
 */
public final class WsRequest implements WsMessage {

    /** Stands for the absence of an {@code id}: the message is of generation 1. */
    public static final long NO_ID = 0;

    private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final long id;
    private final String method;
    private final String path;
    private final Map<String, List<String>> headers;

    /** Read-only, and read through duplicates. */
    private final ByteBuffer body;

    /**
     * Makes a request of headers and a body that are copied.
     *
     * @param id the number that the answer repeats, 1 to {@link Long#MAX_VALUE}; {@link #NO_ID} for a node of generation 1
     * @param method the HTTP method
     * @param path the path
     * @param headers the headers
     * @param body the body, empty for none
     * @throws IllegalArgumentException when {@code id} is negative
     */
    public WsRequest(long id, String method, String path, Map<String, List<String>> headers, byte[] body) {
        this(checked(id), method, path, Headers.copyOf(headers), ByteBuffer.wrap(body.clone()));
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

    private WsRequest(long id, String method, String path, Map<String, List<String>> headers, ByteBuffer body) {
        this.id = id;
        this.method = Objects.requireNonNull(method, "method");
        this.path = Objects.requireNonNull(path, "path");
        this.headers = headers;
        this.body = body.isReadOnly() ? body : body.asReadOnlyBuffer();
    }

    /** Makes a request of what nobody changes from now on, without copying it. */
    static WsRequest owning(long id, String method, String path, Map<String, List<String>> headers, byte[] body) {
        ByteBuffer content = body.length == 0 ? NO_BODY : ByteBuffer.wrap(body);
        return new WsRequest(id, method, path, Collections.unmodifiableMap(headers), content);
    }

    private static long checked(long id) {
        if (id < 0) {
            throw new IllegalArgumentException("id is negative: " + id);
        }
        return id;
    }

    /**
     * The number by which generation 2 tells answers apart (P-7).
     *
     * @return 1 to {@link Long#MAX_VALUE}, or {@link #NO_ID}
     */
    @Override
    public long id() {
        return id;
    }

    /**
     * The HTTP method, {@code GET} or {@code POST} from today's nodes (P-9).
     *
     * @return the method as the node wrote it
     */
    public String method() {
        return method;
    }

    /**
     * The path, possibly with a {@code ?query}.
     *
     * @return the path as the node wrote it: it may hold raw non-ASCII characters
     */
    public String path() {
        return path;
    }

    /**
     * The values of each header.
     *
     * @return an unmodifiable map in the order of the message; a name may have no value
     */
    @Override
    public Map<String, List<String>> headers() {
        return headers;
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
     * The decoded body, copied; empty where the message has none.
     *
     * @return a new array; see {@link #bodyBuffer()} for reading without a copy
     */
    @Override
    public byte[] body() {
        byte[] copy = new byte[body.remaining()];
        bodyBuffer().get(copy);
        return copy;
    }

    /**
     * The body without a copy.
     *
     * @return a new read-only buffer over the body
     */
    @Override
    public ByteBuffer bodyBuffer() {
        return body.duplicate();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WsRequest that
                && id == that.id
                && method.equals(that.method)
                && path.equals(that.path)
                && headers.equals(that.headers)
                && body.equals(that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, method, path, headers, body);
    }

    /** Shows sizes in place of what may be secret: the query, header values and the body. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return "WsRequest[" + (hasId() ? "id=" + id + ", " : "") + method + " "
                + (query < 0 ? path : path.substring(0, query) + "?…") + ", headers=" + headers.keySet() + ", body="
                + body.remaining() + " bytes]";
    }
}
