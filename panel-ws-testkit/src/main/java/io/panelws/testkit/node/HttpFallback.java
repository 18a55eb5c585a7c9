package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Requests as plain HTTP, one try a call. Holds threads from its making until it is closed. Thread-safe. */
final class HttpFallback implements AutoCloseable {

    private final NodeOptions options;
    private final ExecutorService threads = Executors.newCachedThreadPool(HttpFallback::thread);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();

    HttpFallback(NodeOptions options) {
        this.options = options;
    }

    WsResponse exchange(WsRequest request) throws AttemptException, InterruptedException {
        try {
            HttpResponse<byte[]> response = http.send(httpRequest(request), BodyHandlers.ofByteArray());
            return new WsResponse(
                    WsRequest.NO_ID, response.statusCode(), response.headers().map(), response.body());
        } catch (HttpTimeoutException e) {
            throw new AttemptException(Outcome.TIMED_OUT, "not done within the deadline");
        } catch (ConnectException e) {
            throw new AttemptException(Outcome.UNREACHABLE, "no connection: ConnectException");
        } catch (IOException e) {
            throw new AttemptException(
                    Outcome.BROKEN, "the connection broke: " + e.getClass().getSimpleName());
        }
    }

    /** Since Java 21 a client can be closed; before, its selector thread ends once nobody refers to the client. */
    @Override
    public void close() {
        Object client = http;
        if (client instanceof AutoCloseable closeable) {
            close(closeable);
        }
        threads.shutdown();
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP client does not close", e);
        }
    }

    private HttpRequest httpRequest(WsRequest request) {
        byte[] body = request.body();
        HttpRequest.Builder builder = HttpRequest.newBuilder(NodeUrl.of(options.apiUrl(), request.path(), options))
                .method(request.method(), body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .timeout(options.timeout());
        WireHeaders.copy(request, builder::header);
        return builder.build();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "panel-ws-node-http");
        thread.setDaemon(true);
        return thread;
    }
}
