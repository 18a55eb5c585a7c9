package io.panelws.jetty.endpoint;

import io.panelws.jetty.rules.RequestTarget;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** A request of our own through the whole container, and the beginning of its answer. */
public final class WholeResponse extends MessageStream {

    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final int maxBytes;
    private int status;
    private Optional<String> contentType = Optional.empty();

    /**
     * What came.
     *
     * @param status the status
     * @param contentType the type of the body
     * @param body as much of it as was asked for
     */
    public record Answer(int status, Optional<String> contentType, byte[] body) {}

    private WholeResponse(int maxBytes) {
        super("probe", BufferUtil.EMPTY_BUFFER);
        this.maxBytes = maxBytes;
    }

    /**
     * Sends a {@code GET}; returns when the calling thread has nothing more to do.
     *
     * @param handshake whose connection to say it came on
     * @param target what to ask for
     * @param maxBytes how much of the body to keep
     * @return the response, perhaps still on its way
     */
    public static WholeResponse get(Handshake handshake, RequestTarget target, int maxBytes) {
        String path = handshake.contextPath() + target.path();
        HttpURI uri = HttpURI.build("GET", target.query().isEmpty() ? path : path + "?" + target.query())
                .scheme(handshake.scheme())
                .authority(handshake.getServerAuthority().getHost(), handshake.portInUri())
                .asImmutable();
        return send(handshake, new MetaData.Request("GET", uri, HttpVersion.HTTP_1_1, handshake.fields(), 0), maxBytes);
    }

    /**
     * Sends any request.
     *
     * @param handshake whose connection to say it came on
     * @param request the request, without a body
     * @param maxBytes how much of the body to keep
     * @return the response, perhaps still on its way
     */
    public static WholeResponse send(Handshake handshake, MetaData.Request request, int maxBytes) {
        HttpChannel channel = new HttpChannel.DefaultFactory().newHttpChannel(handshake);
        WholeResponse response = new WholeResponse(maxBytes);
        response.bind(channel);
        channel.initialize();
        channel.onRequest(request).run();
        return response;
    }

    /**
     * The answer.
     *
     * @return completed by whichever thread ends the response
     */
    public CompletableFuture<Answer> answer() {
        return answer;
    }

    @Override
    public void send(
            MetaData.Request request, MetaData.Response response, boolean last, ByteBuffer content, Callback callback) {
        if (response != null && !HttpStatus.isInterim(response.getStatus())) {
            committed = true;
            status = response.getStatus();
            contentType = Optional.ofNullable(response.getHttpFields().get(HttpHeader.CONTENT_TYPE));
        }
        if (BufferUtil.hasContent(content)) {
            byte[] bytes = BufferUtil.toArray(content);
            body.write(bytes, 0, Math.min(bytes.length, maxBytes - body.size()));
            content.position(content.limit());
        }
        callback.succeeded();
    }

    @Override
    public void succeeded() {
        answer.complete(new Answer(status, contentType, body.toByteArray()));
    }

    @Override
    public void failed(Throwable cause) {
        answer.completeExceptionally(cause);
    }
}
