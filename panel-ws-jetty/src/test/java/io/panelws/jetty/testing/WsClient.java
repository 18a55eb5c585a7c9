package io.panelws.jetty.testing;

import io.panelws.api.WsCodec;
import io.panelws.api.WsCodecException;
import io.panelws.api.WsLimits;
import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A bare WebSocket for tests: sends any text, and keeps what comes back. */
public final class WsClient implements WebSocket.Listener {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CLOSED = "the connection has ended";
    private static final WsCodec CODEC = new WsCodec(WsLimits.NONE);

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket webSocket;
    private volatile String closeReason = "";

    private WsClient() {}

    public static WsClient connect(String url, String... headers) {
        WsClient client = new WsClient();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        client.webSocket = builder.buildAsync(URI.create(url), client).join();
        return client;
    }

    public WsClient send(String text) {
        try {
            webSocket.sendText(text, true).join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "it cannot be sent; the panel closed with " + closeCode.getNow(null) + " " + closeReason, e);
        }
        return this;
    }

    public WsClient send(WsRequest request) {
        return send(CODEC.encode(request));
    }

    public WebSocket webSocket() {
        return webSocket;
    }

    public WsResponse exchange(WsRequest request) {
        return send(request).response();
    }

    public WsResponse exchange(String message) {
        return send(message).response();
    }

    public WsResponse get(String path) {
        return exchange(new WsRequest("GET", path, Map.of(), new byte[0]));
    }

    public WsResponse post(String path, byte[] body) {
        return exchange(new WsRequest("POST", path, Map.of("Content-Type", List.of("application/octet-stream")), body));
    }

    public WsResponse response() {
        return responseOrClose()
                .orElseThrow(() -> new AssertionError("closed with " + closeCode() + " in place of an answer"));
    }

    /** The answer, or nothing when the panel closes the connection in its place. */
    public Optional<WsResponse> responseOrClose() {
        try {
            String text = texts.poll(30, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("no answer within 30 s");
            }
            return CLOSED.equals(text) ? Optional.empty() : Optional.of(CODEC.decodeResponse(text));
        } catch (InterruptedException | WsCodecException e) {
            throw new AssertionError(e);
        }
    }

    /** The next message, whatever it is. */
    public String text() {
        try {
            String text = texts.poll(30, TimeUnit.SECONDS);
            if (text == null || CLOSED.equals(text)) {
                throw new AssertionError("no message");
            }
            return text;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for the close frame; -1 when the connection ended without one. */
    public int closeCode() {
        return closeCode.orTimeout(30, TimeUnit.SECONDS).join();
    }

    public boolean isClosed() {
        return closeCode.isDone();
    }

    public boolean hasText() {
        return !texts.isEmpty() && !CLOSED.equals(texts.peek());
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            texts.add(partial.toString());
            partial.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
        closeReason = reason;
        closeCode.complete(statusCode);
        texts.add(CLOSED);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        closeReason = error.toString();
        closeCode.complete(-1);
        texts.add(CLOSED);
    }
}
