package io.panelws.testkit.conformance;

import io.panelws.api.WsRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
