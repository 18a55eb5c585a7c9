package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;

/** Requests of one node as plain HTTP, sent again a few times after a failure. Thread-safe. */
final class HttpFallback {

    /** How often plain HTTP sends a request again after a failure, at most (P-14). */
    private static final int RETRIES = 3;

    private final NodeOptions options;
    private final SharedHttp http;

    HttpFallback(NodeOptions options, SharedHttp http) {
        this.options = options;
        this.http = http;
    }

    WsResponse exchange(WsRequest request, Journal journal) throws NodeException, InterruptedException {
        for (int sends = 0; sends <= RETRIES; sends++) {
            try {
                WsResponse response = send(request);
                journal.answered(Transport.HTTP, 0, response);
                return response;
            } catch (AttemptException e) {
                journal.failed(Transport.HTTP, 0, e);
            }
        }
        throw new NodeException(journal.attempts());
    }

    private WsResponse send(WsRequest request) throws AttemptException, InterruptedException {
        try {
            HttpResponse<byte[]> response = http.client().send(httpRequest(request), BodyHandlers.ofByteArray());
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

    private HttpRequest httpRequest(WsRequest request) {
        byte[] body = request.body();
        HttpRequest.Builder builder = HttpRequest.newBuilder(options.httpUrl(request.path()))
                .method(request.method(), body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .timeout(http.timeout(options));
        WireHeaders.copy(request, builder::header);
        return builder.build();
    }
}
