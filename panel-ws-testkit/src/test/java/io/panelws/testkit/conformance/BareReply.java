package io.panelws.testkit.conformance;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the bare panel answers, over HTTP and over WebSocket. */
record BareReply(int status, Map<String, String> headers, String body) {

    static BareReply of(int status, String body) {
        return new BareReply(status, Map.of("Content-Type", "application/json"), body);
    }

    static BareReply error(int status, String sentence) {
        JsonObject json = new JsonObject();
        json.addProperty("message", sentence);
        return of(status, json.toString());
    }

    BareReply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new BareReply(status, more, body);
    }

    BareReply without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(name);
        return new BareReply(status, fewer, body);
    }

    BareReply withBody(String other) {
        return new BareReply(status, headers, other);
    }

    BareReply withStatus(int other) {
        return new BareReply(other, headers, body);
    }

    String json(Optional<Long> id) {
        Gson gson = new GsonBuilder().disableHtmlEscaping().create();
        JsonObject json = new JsonObject();
        id.ifPresent(value -> json.addProperty("id", value));
        json.addProperty("status", status);
        Map<String, List<String>> arrays = new LinkedHashMap<>();
        headers.forEach((name, value) -> arrays.put(name, List.of(value)));
        json.add("headers", gson.toJsonTree(arrays));
        json.addProperty("body", Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
        return gson.toJson(json);
    }
}
