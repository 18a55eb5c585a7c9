package io.panelws.testkit.node;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a node of generation 2 answers to its panel (P-18): {@code GET} or {@code POST} of {@value #PATH} gets the traffic
 * that has not been pushed yet, another method 405, another path 404, a body that is not what the rule says 400.
 *
 * <p>This class is thread-safe if its supplier is.
 */
public final class TrafficQuery implements Function<WsRequest, WsResponse> {

    /** The one path that a node knows. */
    public static final String PATH = UniProxyNode.API + "traffic/query";

    private final String tag;
    private final Supplier<Map<Integer, Traffic>> traffic;

    private record Wanted(Optional<String> tag, Optional<Integer> user) {}

    /**
     * Makes an answerer.
     *
     * @param tag the node's name, for queries that give none
     * @param traffic asked once a query: the bytes of each user
     */
    public TrafficQuery(String tag, Supplier<Map<Integer, Traffic>> traffic) {
        this.tag = tag;
        this.traffic = traffic;
    }

    /**
     * Answers one request.
     *
     * @param request the panel's message
     * @return the answer; its {@code id} is the connection's to set
     */
    @Override
    public WsResponse apply(WsRequest request) {
        if (!request.path().split("\\?", 2)[0].equals(PATH)) {
            return text(404, "There is nothing at this path.");
        }
        if (!List.of("GET", "POST").contains(request.method())) {
            return text(405, "The traffic is queried with GET or POST.");
        }
        try {
            return json(answer(wanted(new String(request.body(), StandardCharsets.UTF_8))));
        } catch (JsonParseException | IllegalStateException | ClassCastException | NumberFormatException e) {
            return text(400, "The query is not {\"tag\":..., \"uid\":...}.");
        }
    }

    private JsonObject answer(Wanted wanted) {
        JsonArray users = new JsonArray();
        new TreeMap<>(traffic.get()).forEach((user, bytes) -> {
            if (wanted.user().map(user::equals).orElse(true)) {
                JsonObject row = new JsonObject();
                row.addProperty("UID", user);
                row.addProperty("Upload", bytes.upload());
                row.addProperty("Download", bytes.download());
                users.add(row);
            }
        });
        JsonObject answer = new JsonObject();
        answer.addProperty("tag", wanted.tag().orElse(tag));
        answer.add("traffic", users);
        return answer;
    }

    private static Wanted wanted(String body) {
        if (body.isBlank()) {
            return new Wanted(Optional.empty(), Optional.empty());
        }
        JsonObject json = JsonParser.parseString(body).getAsJsonObject();
        return new Wanted(
                Optional.ofNullable(json.get("tag")).map(JsonElement::getAsString),
                Optional.ofNullable(json.get("uid")).map(JsonElement::getAsInt));
    }

    private static WsResponse json(JsonObject body) {
        return response(200, "application/json", body.toString());
    }

    private static WsResponse text(int status, String sentence) {
        return response(status, "text/plain; charset=utf-8", sentence);
    }

    private static WsResponse response(int status, String type, String body) {
        return new WsResponse(
                WsRequest.NO_ID, status, Map.of("Content-Type", List.of(type)), body.getBytes(StandardCharsets.UTF_8));
    }
}
