package io.panelws.testkit.node;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.panelws.api.WsRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/**
 * The five calls of a UniProxy node, with the memory that makes its polls conditional: the entity tag of the last answer
 * of each is sent with the next (P-10), and a 304 leaves everything as it was (P-11).
 *
 * <p>Each call is one {@link Exchange}, whatever its status; it blocks until the answer is there.
 *
 * <p>This class is thread-safe.
 */
public final class UniProxyNode implements AutoCloseable {

    private static final String API = "/api/v1/server/UniProxy/";
    private static final String JSON = "application/json";

    private final Requester client;
    private final Map<String, String> etags = new ConcurrentHashMap<>();
    private volatile List<Integer> userIds = List.of();

    /**
     * Makes a node.
     *
     * @param client carries its requests; closed with the node
     */
    public UniProxyNode(Requester client) {
        this.client = client;
    }

    /**
     * Polls the node's settings.
     *
     * @return the exchange, 304 where they are the same as before
     * @throws IOException when there is no answer
     * @throws InterruptedException when the thread is interrupted
     */
    public Exchange pollConfig() throws IOException, InterruptedException {
        return poll("config");
    }

    /**
     * Polls the users.
     *
     * @return the exchange, 304 where they are the same as before
     * @throws IOException when there is no answer, or a success that holds no users
     * @throws InterruptedException when the thread is interrupted
     */
    public Exchange pollUsers() throws IOException, InterruptedException {
        Exchange exchange = poll("user");
        if (exchange.status() == 200) {
            userIds = userIds(exchange.text());
        }
        return exchange;
    }

    /**
     * Asks how many devices each user has online.
     *
     * @return the exchange
     * @throws IOException when there is no answer
     * @throws InterruptedException when the thread is interrupted
     */
    public Exchange pollAliveList() throws IOException, InterruptedException {
        return client.exchange(new WsRequest("GET", API + "alivelist", headers(), new byte[0]));
    }

    /**
     * Reports what users moved since the last push.
     *
     * @param traffic the bytes of each user
     * @return the exchange
     * @throws IOException when there is no answer; whether the panel booked it is then unknown (P-15)
     * @throws InterruptedException when the thread is interrupted
     */
    public Exchange pushTraffic(Map<Integer, Traffic> traffic) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        traffic.forEach((user, bytes) -> {
            JsonArray pair = new JsonArray();
            pair.add(bytes.upload());
            pair.add(bytes.download());
            body.add(user.toString(), pair);
        });
        return post("push", body.toString());
    }

    /**
     * Reports who is online.
     *
     * @param addresses the addresses of each user
     * @return the exchange
     * @throws IOException when there is no answer
     * @throws InterruptedException when the thread is interrupted
     */
    public Exchange reportAlive(Map<Integer, List<String>> addresses) throws IOException, InterruptedException {
        return post("alive", new Gson().toJson(addresses));
    }

    /**
     * The users of the last poll that brought any.
     *
     * @return their ids in the panel's order, empty before the first poll
     */
    public List<Integer> userIds() {
        return userIds;
    }

    /** Closes the client. */
    @Override
    public void close() {
        client.close();
    }

    private Exchange poll(String call) throws IOException, InterruptedException {
        Map<String, List<String>> headers = headers();
        headers.put("If-None-Match", List.of(etags.getOrDefault(call, "")));
        Exchange exchange = client.exchange(new WsRequest("GET", API + call, headers, new byte[0]));
        if (exchange.status() == 200) {
            etags.put(call, exchange.etag().orElse(""));
        }
        return exchange;
    }

    private Exchange post(String call, String body) throws IOException, InterruptedException {
        return client.exchange(new WsRequest("POST", API + call, headers(), body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Accept", List.of(JSON));
        headers.put("Content-Type", List.of(JSON));
        return headers;
    }

    private static List<Integer> userIds(String json) throws IOException {
        try {
            JsonArray users = JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("users");
            return StreamSupport.stream(users.spliterator(), false)
                    .map(JsonElement::getAsJsonObject)
                    .map(user -> user.get("id").getAsInt())
                    .toList();
        } catch (JsonParseException | IllegalStateException | ClassCastException | NullPointerException e) {
            throw new IOException("the panel's user list is not what the protocol says", e);
        }
    }
}
