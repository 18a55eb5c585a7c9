package io.panelws.testkit.panel;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.panelws.testkit.node.Traffic;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the sample panel knows: its token, node settings, users, their traffic and who is online. In memory only.
 *
 * <p>This class is thread-safe; a push is booked as a whole or not at all.
 */
public final class PanelStore {

    private final String token;
    private final Map<Integer, TrafficBook> books = new TreeMap<>();
    private final Map<NodeKey, Map<Integer, List<String>>> online = new ConcurrentHashMap<>();
    private final AtomicInteger pushes = new AtomicInteger();
    private volatile Document config;
    private volatile Document users;

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
        this.token = token;
        config(SampleConfig.json());
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
        users = Document.of(UserList.json(list));
    }

    /**
     * One user's bill.
     *
     * @param userId the user's number, known to the panel or not
     * @return its sums, {@link TrafficBook#EMPTY} where nothing was pushed
     */
    public TrafficBook book(int userId) {
        synchronized (books) {
            return books.getOrDefault(userId, TrafficBook.EMPTY);
        }
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

    String token() {
        return token;
    }

    Document config() {
        return config;
    }

    Document users() {
        return users;
    }

    Document aliveList() {
        return Document.of(new Gson().toJson(Map.of("alive", alive())));
    }

    void book(Map<Integer, Traffic> push) {
        synchronized (books) {
            push.forEach((user, traffic) -> books.put(user, book(user).add(traffic)));
        }
        pushes.incrementAndGet();
    }

    /** Replaces what this node said last. */
    void alive(NodeKey node, Map<Integer, List<String>> addresses) {
        online.put(node, Map.copyOf(addresses));
    }
}
