package io.panelws.testkit.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.panelws.api.WsRequest;
import io.panelws.testkit.node.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What one node asks, again and again in the same order: settings, users and who is online, the first two with the entity
 * tag of their last answer (P-10), so that most answers are 304. With writes, traffic and addresses of the first users
 * follow. Not thread-safe.
 */
final class PollCycle {

    private static final String API = "/api/v1/server/UniProxy/";
    private static final List<String> JSON = List.of("application/json");
    private static final int OK = 200;
    private static final int ACTIVE_USERS = 3;

    private final List<String> calls;
    private final LongSupplier amounts;
    private final Map<String, String> etags = new HashMap<>();
    private List<Integer> users = List.of();
    private int position;

    /**
     * Begins with the settings.
     *
     * @param writes whether to push
     * @param amounts gives the bytes of each push, never the same twice: a repeated amount looks like a repeated push
     */
    PollCycle(boolean writes, LongSupplier amounts) {
        this.calls = writes
                ? List.of("config", "user", "alivelist", "push", "alive")
                : List.of("config", "user", "alivelist");
        this.amounts = amounts;
    }

    /** The request whose turn it is. */
    WsRequest next() {
        String call = calls.get(position);
        position = (position + 1) % calls.size();
        return request(call);
    }

    /** What has to be asked once before the answers are those of a running node. */
    List<WsRequest> first() {
        return List.of(request("config"), request("user"));
    }

    /** Remembers what the next requests depend on. */
    void answered(Exchange exchange) {
        String call = exchange.request().path().substring(API.length());
        if (exchange.status() == OK && isConditional(call)) {
            exchange.etag().ifPresent(etag -> etags.put(call, etag));
            users = call.equals("user") ? firstUsers(exchange.text()) : users;
        }
    }

    private WsRequest request(String call) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Accept", JSON);
        headers.put("Content-Type", JSON);
        if (isConditional(call)) {
            headers.put("If-None-Match", List.of(etags.getOrDefault(call, "")));
        }
        return switch (call) {
            case "push" -> post(call, headers, "[" + amounts.getAsLong() + ",0]");
            case "alive" -> post(call, headers, "[\"203.0.113.7\"]");
            default -> new WsRequest("GET", API + call, headers, new byte[0]);
        };
    }

    private WsRequest post(String call, Map<String, List<String>> headers, String value) {
        String body = users.stream().map(id -> "\"" + id + "\":" + value).collect(Collectors.joining(",", "{", "}"));
        return new WsRequest("POST", API + call, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isConditional(String call) {
        return call.equals("config") || call.equals("user");
    }

    /** Empty where the list is not what the protocol says: judging it is not the bench's task. */
    private static List<Integer> firstUsers(String json) {
        try {
            JsonElement list = JsonParser.parseString(json).getAsJsonObject().get("users");
            return StreamSupport.stream(list.getAsJsonArray().spliterator(), false)
                    .limit(ACTIVE_USERS)
                    .map(user -> user.getAsJsonObject().get("id").getAsInt())
                    .toList();
        } catch (JsonParseException | IllegalStateException | ClassCastException | NullPointerException e) {
            return List.of();
        }
    }
}
