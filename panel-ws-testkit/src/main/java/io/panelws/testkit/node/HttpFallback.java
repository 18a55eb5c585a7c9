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

/** A request as plain HTTP, one try a call. Thread-safe. */
final class HttpFallback {

    private final HttpClient http;
    private final NodeOptions options;

    HttpFallback(HttpClient http, NodeOptions options) {
        this.http = http;
        this.options = options;
    }

    WsResponse exchange(WsRequest request) throws AttemptException, InterruptedException {
        try {
            HttpResponse<byte[]> response = http.send(httpRequest(request), BodyHandlers.ofByteArray());
            return new WsResponse(
                    WsRequest.NO_ID, response.statusCode(), response.headers().map(), response.body());
        } catch (HttpTimeoutException e) {
            throw new AttemptException(Outcome.TIMED_OUT, "no answer within the deadline");
        } catch (ConnectException e) {
            throw new AttemptException(
                    Outcome.UNREACHABLE, "no connection: " + e.getClass().getSimpleName());
        } catch (IOException e) {
            throw new AttemptException(
                    Outcome.BROKEN, "the connection broke: " + e.getClass().getSimpleName());
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
}
