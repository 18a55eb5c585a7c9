package io.panelws.jetty.endpoint;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;

/**
 * The request's side of an {@link HttpStream}: the extension point through which HTTP/2 and FastCGI enter Jetty. The whole
 * request is there from the beginning, so reading never waits.
 *
 * <p>Jetty serializes its calls. Jetty 12.0 and 12.1 differ in some methods: both forms are implemented.
 */
public abstract class MessageStream implements HttpStream {

    private final String id;
    private HttpChannel channel;
    private Content.Chunk chunk;
    private long idleTimeout;

    /** Whether the response has begun. */
    protected volatile boolean committed;

    /**
     * Makes a stream.
     *
     * @param id names the request on its connection
     * @param body its body, possibly empty
     */
    protected MessageStream(String id, ByteBuffer body) {
        this.id = id;
        this.chunk = body.hasRemaining() ? Content.Chunk.from(body, true) : Content.Chunk.EOF;
    }

    /**
     * Binds the stream to the channel that handles it.
     *
     * @param handler a channel that handles nothing else
     */
    public final void bind(HttpChannel handler) {
        channel = handler;
        handler.setHttpStream(this);
    }

    @Override
    public final String getId() {
        return id;
    }

    @Override
    public final Content.Chunk read() {
        Content.Chunk current = chunk;
        chunk = Content.Chunk.next(current);
        return current;
    }

    @Override
    public final void demand() {
        Runnable available = channel.onContentAvailable();
        if (available != null) {
            available.run();
        }
    }

    @Override
    public final void prepareResponse(HttpFields.Mutable headers) {
        // What HTTP/1.1 adds here is about its connection.
    }

    /** Called by Jetty 12.1, not known to 12.0: a piece that is being written cannot be taken back. */
    @Override
    public Runnable cancelSend(Throwable cause, Callback callback) {
        return () -> callback.failed(cause);
    }

    @Override
    public final long getIdleTimeout() {
        return idleTimeout;
    }

    @Override
    public final void setIdleTimeout(long milliseconds) {
        idleTimeout = milliseconds;
    }

    @Override
    public final boolean isCommitted() {
        return committed;
    }

    @Override
    public final Throwable consumeAvailable() {
        if (chunk != null) {
            chunk.release();
        }
        chunk = Content.Chunk.EOF;
        return null;
    }
}
