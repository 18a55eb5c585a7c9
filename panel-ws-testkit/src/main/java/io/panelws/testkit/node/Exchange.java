package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request with its answer, and what it took to get it. Immutable.
 *
 * @param request what the node asked
 * @param transport how the answer arrived
 * @param response the answer; over HTTP, what a message with the same content would hold
 * @param took from the call to the answer, every attempt included
 * @param attempts every attempt in order, the last one answered
 */
public record Exchange(
        WsRequest request, Transport transport, WsResponse response, Duration took, List<Attempt> attempts) {

    /** The status from which on an answer is an error (P-11). */
    private static final int ERROR = 400;

    /** Copies the attempts. */
    public Exchange {
        attempts = List.copyOf(attempts);
    }

    /**
     * The status of the answer.
     *
     * @return the HTTP status
     */
    public int status() {
        return response.status();
    }

    /**
     * Tells whether the answer is what the node asked for, or that it did not change (P-11).
     *
     * @return false from status 400 on, and where the answer has no status
     */
    public boolean isSuccess() {
        return status() > 0 && status() < ERROR;
    }

    /**
     * The entity tag as the node finds it: over WebSocket only under the exact name {@code ETag} (P-10).
     *
     * @return its first value
     */
    public Optional<String> etag() {
        return response.headers().entrySet().stream()
                .filter(this::isEtag)
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }

    /**
     * The body as text.
     *
     * @return the body, decoded as UTF-8
     */
    public String text() {
        return StandardCharsets.UTF_8.decode(response.bodyBuffer()).toString();
    }

    private boolean isEtag(Map.Entry<String, List<String>> header) {
        return transport == Transport.WEBSOCKET
                ? header.getKey().equals("ETag")
                : header.getKey().equalsIgnoreCase("ETag");
    }
}
