package io.panelws.testkit.panel;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the sample panel knows: its token, node settings, users, their traffic and who is online. In memory only.
 *
 * <p>This class is thread-safe; a push is booked as a whole or not at all, and each user's bill is right at any time.
 */
public final class PanelStore {

    private static final Gson GSON = new Gson();

    /** What a VLESS node on TCP without TLS is told: it needs {@code base_config}, and asks again every so many seconds. */
    private static final String SETTINGS =
            """
            {
              "host": "",
              "server_name": "",
              "server_port": 443,
              "network": "tcp",
              "networkSettings": {},
              "tls": 0,
              "tls_settings": {},
              "flow": "",
              "base_config": {"push_interval": 60, "pull_interval": 60},
              "routes": [
                {"id": 1, "match": ["domain:example.org"], "action": "block", "action_value": ""}
              ]
            }
            """;

    private final byte[] token;
    private final Map<Integer, TrafficBook> books = new ConcurrentHashMap<>();
    private final Map<NodeKey, Map<Integer, List<String>>> online = new ConcurrentHashMap<>();
    private final AtomicInteger pushes = new AtomicInteger();
    private volatile Document config;
    private volatile Document users;
    private volatile Optional<Document> aliveList = Optional.empty();

    /**
     * Makes a store with sample settings.
     *
     * @param token the secret that nodes show
     * @param users the users that nodes are told of
     * @throws IllegalArgumentException when the token is blank
     */
    public PanelStore(String token, List<User> users) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("the token is blank");
        }
        this.token = token.getBytes(StandardCharsets.UTF_8);
        config(JsonParser.parseString(SETTINGS).getAsJsonObject());
        users(users);
    }

    /**
     * Replaces the node settings; nodes see it at their next poll, by a new entity tag.
     *
     * @param settings the JSON object that the config call answers
     */
    public void config(JsonObject settings) {
        config = Document.of(settings.toString());
    }

    /**
     * Replaces the users; nodes see it at their next poll, by a new entity tag.
     *
     * @param list all users
     */
    public void users(List<User> list) {
        users = Document.of(User.json(list));
    }

    /**
     * One user's bill.
     *
     * @param userId the user's number, known to the panel or not
     * @return its sums, {@link TrafficBook#EMPTY} where nothing was pushed
     */
    public TrafficBook book(int userId) {
        return books.getOrDefault(userId, TrafficBook.EMPTY);
    }

    /**
     * How often traffic was pushed.
     *
     * @return the pushes that were booked since the start, empty ones included
     */
    public int pushes() {
        return pushes.get();
    }

    /**
     * How many devices each user has online, over all nodes; one address counts once.
     *
     * @return a new map from user id to the number of addresses, without users that have none
     */
    public Map<Integer, Integer> alive() {
        Map<Integer, Set<String>> addresses = new HashMap<>();
        online.values()
                .forEach(table -> table.forEach((user, ips) ->
                        addresses.computeIfAbsent(user, id -> new HashSet<>()).addAll(ips)));
        Map<Integer, Integer> counts = new TreeMap<>();
        addresses.values().removeIf(Collection::isEmpty);
        addresses.forEach((user, ips) -> counts.put(user, ips.size()));
        return counts;
    }

    /** Takes as long whichever byte of it is wrong. */
    boolean isToken(String shown) {
        return MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
    }

    Document config() {
        return config;
    }

    Document users() {
        return users;
    }

    /** Made again when a node has said something else, not for each that asks. */
    Document aliveList() {
        Optional<Document> made = aliveList;
        if (made.isPresent()) {
            return made.get();
        }
        synchronized (online) {
            Document now = Document.of(GSON.toJson(Map.of("alive", alive())));
            aliveList = Optional.of(now);
            return now;
        }
    }

    /** Books a push that has been read as a whole; nothing of it can fail any more. */
    void book(Map<Integer, TrafficBook> push) {
        push.forEach((user, traffic) -> books.merge(user, traffic, TrafficBook::plus));
        pushes.incrementAndGet();
    }

    /** Replaces what this node said last. */
    void alive(NodeKey node, Map<Integer, List<String>> addresses) {
        Map<Integer, List<String>> said = Map.copyOf(addresses);
        synchronized (online) {
            if (!said.equals(online.put(node, said))) {
                aliveList = Optional.empty();
            }
        }
    }
}
