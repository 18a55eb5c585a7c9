package io.panelws.jetty.engine;

import io.panelws.jetty.dispatch.Completion;
import io.panelws.jetty.dispatch.DispatchRequest;
import io.panelws.jetty.dispatch.ResponseHead;
import io.panelws.jetty.dispatch.ResponseSink;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * One request and its response, in Jetty's own terms: the extension point through which HTTP/2 and FastCGI enter Jetty.
 *
 * <p>The whole request is there from the beginning, so reading never waits. What is written goes to the
 * {@link ResponseSink}. Jetty serializes its calls.
 */
final class HttpStreamOverWebSocket implements HttpStream {

    private final HttpChannel channel;
    private final ResponseSink sink;
    private final String id;
    private Content.Chunk chunk;
    private long idleTimeout;
    private volatile boolean committed;

    HttpStreamOverWebSocket(HttpChannel channel, DispatchRequest request, ResponseSink sink) {
        this.channel = channel;
        this.sink = sink;
        this.id = Integer.toHexString(System.identityHashCode(this));
        this.chunk = request.body().hasRemaining() ? Content.Chunk.from(request.body(), true) : Content.Chunk.EOF;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public Content.Chunk read() {
        Content.Chunk current = chunk;
        chunk = Content.Chunk.next(current);
        return current;
    }

    @Override
    public void demand() {
        Runnable available = channel.onContentAvailable();
        if (available != null) {
            available.run();
        }
    }

    @Override
    public void prepareResponse(HttpFields.Mutable headers) {
        // What HTTP/1.1 adds here is about its connection.
    }

    @Override
    public void send(
            MetaData.Request request, MetaData.Response response, boolean last, ByteBuffer content, Callback callback) {
        if (response != null) {
            if (HttpStatus.isInterim(response.getStatus())) {
                callback.succeeded();
                return;
            }
            committed = true;
            sink.begin(new ResponseHead(response.getStatus(), ResponseFields.of(response)));
        } else if (!last && !BufferUtil.hasContent(content)) {
            callback.succeeded();
            return;
        }
        sink.write(content == null ? BufferUtil.EMPTY_BUFFER : content, last, new Completion() {
            @Override
            public void succeeded() {
                callback.succeeded();
            }

            @Override
            public void failed(Throwable cause) {
                callback.failed(cause);
            }
        });
    }

    /** Called by Jetty 12.1, not known to 12.0: a piece that is being written cannot be taken back. */
    @Override
    public Runnable cancelSend(Throwable cause, Callback callback) {
        return () -> callback.failed(cause);
    }

    @Override
    public long getIdleTimeout() {
        return idleTimeout;
    }

    @Override
    public void setIdleTimeout(long milliseconds) {
        idleTimeout = milliseconds;
    }

    @Override
    public boolean isCommitted() {
        return committed;
    }

    @Override
    public Throwable consumeAvailable() {
        if (chunk != null) {
            chunk.release();
        }
        chunk = Content.Chunk.EOF;
        return null;
    }

    @Override
    public void succeeded() {
        sink.succeeded();
    }

    @Override
    public void failed(Throwable cause) {
        sink.failed(cause);
    }
}
