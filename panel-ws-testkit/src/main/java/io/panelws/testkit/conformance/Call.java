package io.panelws.testkit.conformance;

import io.panelws.api.WsCodec;
import io.panelws.api.WsLimits;
import io.panelws.api.WsRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The calls of the API table, and one that no panel has. */
enum Call {
    CONFIG("config"),
    USER("user"),
    ALIVELIST("alivelist"),
    PUSH("push"),
    ALIVE("alive"),
    UNKNOWN("panel-ws-probe");

    private static final byte[] NO_BODY = {};

    private final String path;

    Call(String name) {
        this.path = "/api/v1/server/UniProxy/" + name;
    }

    /** The call that a node makes with this request, if it makes it as nodes do. */
    static Optional<Call> asked(WsRequest request) {
        return Stream.of(values())
                .filter(call -> request.method().equals("GET") && request.path().equals(call.path))
                .findFirst();
    }

    /** The call that this body is an answer to, told by its content; empty for all that is no success. */
    static Optional<Call> answered(String body) {
        return body.contains("\"server_port\"")
                ? Optional.of(CONFIG)
                : body.contains("\"users\"")
                        ? Optional.of(USER)
                        : body.contains("\"alive\"") ? Optional.of(ALIVELIST) : Optional.empty();
    }

    String path() {
        return path;
    }

    WsRequest get() {
        return get("");
    }

    /** Asks with a condition as a node does, which sends the header empty when it has no entity tag. */
    WsRequest get(String ifNoneMatch) {
        return get(path, Map.of("If-None-Match", List.of(ifNoneMatch)));
    }

    /** The request as a node's message. */
    String message() {
        return new WsCodec(WsLimits.NONE).encode(get());
    }

    WsRequest withId(long id) {
        WsRequest request = get();
        return new WsRequest(id, request.method(), request.path(), request.headers(), NO_BODY);
    }

    WsRequest post(String json) {
        return new WsRequest("POST", path, headers(), json.getBytes(StandardCharsets.UTF_8));
    }

    static WsRequest get(String path, Map<String, List<String>> more) {
        Map<String, List<String>> headers = headers();
        headers.putAll(more);
        return new WsRequest("GET", path, headers, NO_BODY);
    }

    private static Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Accept", List.of("application/json"));
        headers.put("Content-Type", List.of("application/json"));
        return headers;
    }
}
