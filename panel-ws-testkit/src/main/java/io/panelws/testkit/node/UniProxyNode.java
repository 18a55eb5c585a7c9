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
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** What every path of the API begins with. */
    public static final String API = "/api/v1/server/UniProxy/";

    /** The headers of each request; a poll has {@code If-None-Match} besides. */
    public static final Map<String, List<String>> HEADERS = headers();

    private static final Gson GSON = new Gson();

    private final Requester client;
    private final Counters counters;
    private final Map<String, String> etags = new ConcurrentHashMap<>();
    private volatile List<Integer> userIds = List.of();

    /**
     * Makes a node.
     *
     * @param client carries its requests; closed with the node
     */
    public UniProxyNode(Requester client) {
        this(client, new Counters());
    }

    private UniProxyNode(Requester client, Counters counters) {
        this.client = client;
        this.counters = counters;
    }

    /**
     * Makes a node of either generation. One of generation 2 answers its panel's {@link TrafficQuery} with what was counted
     * by {@link #addTraffic} and has not been pushed yet.
     *
     * @param options the panel's address, and who the node is
     * @param generation 1 or 2
     * @param clock measures the cooldown
     * @param listener is told of every attempt, by the thread that makes it
     * @return the node
     * @throws IllegalArgumentException when there is no such generation
     */
    public static UniProxyNode of(NodeOptions options, int generation, InstantSource clock, AttemptListener listener) {
        Counters counters = new Counters();
        TrafficQuery query = new TrafficQuery(options.tag(), counters::copy);
        return new UniProxyNode(Requester.of(options, generation, clock, listener, query), counters);
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
        return client.exchange(new WsRequest("GET", API + "alivelist", HEADERS, new byte[0]));
    }

    /**
     * Counts what users move through the node, for {@link #pushTraffic()}.
     *
     * @param traffic the bytes of each user, on top of what was counted before
     */
    public void addTraffic(Map<Integer, Traffic> traffic) {
        counters.add(traffic);
    }

    /**
     * Pushes what has been counted and begins to count anew, as a node does: what a push that fails was to report is lost.
     *
     * @return the exchange
     * @throws IOException when there is no answer; whether the panel booked it is then unknown (P-15)
     * @throws InterruptedException when the thread is interrupted
     */
    public Exchange pushTraffic() throws IOException, InterruptedException {
        return pushTraffic(counters.take());
    }

    /**
     * Reports traffic, whatever has been counted.
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
        return post("alive", GSON.toJson(addresses));
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
        Map<String, List<String>> headers = new LinkedHashMap<>(HEADERS);
        headers.put("If-None-Match", List.of(etags.getOrDefault(call, "")));
        Exchange exchange = client.exchange(new WsRequest("GET", API + call, headers, new byte[0]));
        if (exchange.status() == 200) {
            etags.put(call, exchange.etag().orElse(""));
        }
        return exchange;
    }

    private Exchange post(String call, String body) throws IOException, InterruptedException {
        return client.exchange(new WsRequest("POST", API + call, HEADERS, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Accept", List.of("application/json"));
        headers.put("Content-Type", List.of("application/json"));
        return Collections.unmodifiableMap(headers);
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

    /** The bytes of each user since the last push. Thread-safe. */
    private static final class Counters {

        private Map<Integer, Traffic> traffic = Map.of();

        synchronized void add(Map<Integer, Traffic> more) {
            Map<Integer, Traffic> sum = new TreeMap<>(traffic);
            more.forEach((user, bytes) -> sum.merge(user, bytes, Traffic::plus));
            traffic = sum;
        }

        synchronized Map<Integer, Traffic> copy() {
            return traffic;
        }

        synchronized Map<Integer, Traffic> take() {
            Map<Integer, Traffic> taken = traffic;
            traffic = Map.of();
            return taken;
        }
    }
}
