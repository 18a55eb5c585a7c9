package io.panelws.jetty;

import io.panelws.jetty.endpoint.NodeConnection;
import io.panelws.jetty.endpoint.Siblings;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The open connections of one filter, counted against their limits. This class is thread-safe. */
final class Connections implements Siblings {

    /** How long close frames may take to leave when the panel stops; a node that does not read may keep its own. */
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final int max;
    private final int maxPerNode;

    // Guarded by this.
    private final Map<NodeConnection, Node> open = new LinkedHashMap<>();
    private final Map<String, List<NodeConnection>> perNode = new HashMap<>();
    private boolean stopping;

    Connections(int max, int maxPerNode) {
        this.max = max;
        this.maxPerNode = maxPerNode;
    }

    /** Counts a connection that is about to be opened; false when there is no room or the panel stops. */
    synchronized boolean add(Node node, NodeConnection connection) {
        if (stopping
                || open.size() >= max
                || perNode.getOrDefault(node.key(), List.of()).size() >= maxPerNode) {
            return false;
        }
        open.put(connection, node);
        perNode.merge(node.key(), List.of(connection), (more, one) -> plus(more, connection));
        return true;
    }

    /** Counts a connection no longer; without effect when that has been said before. */
    @Override
    public synchronized void closed(NodeConnection connection) {
        Node node = open.remove(connection);
        if (node != null) {
            perNode.computeIfPresent(node.key(), (key, all) -> minus(all, connection));
        }
    }

    private static List<NodeConnection> plus(List<NodeConnection> list, NodeConnection connection) {
        return Stream.concat(list.stream(), Stream.of(connection)).toList();
    }

    /** The shorter list, and null in place of an empty one, as maps want it. */
    private static List<NodeConnection> minus(List<NodeConnection> list, NodeConnection connection) {
        List<NodeConnection> rest =
                list.stream().filter(other -> other != connection).toList();
        return rest.isEmpty() ? null : rest;
    }

    @Override
    public void posted(NodeConnection connection) {
        List<NodeConnection> siblings;
        synchronized (this) {
            Node node = open.get(connection);
            siblings = node == null ? List.of() : perNode.get(node.key());
        }
        siblings.stream().filter(other -> other != connection).forEach(NodeConnection::overtaken);
    }

    /**
     * A {@code POST} of the node has come over plain HTTP, which overtakes what is under way on its connections.
     *
     * @return whether a message of the node is being answered, or waits
     */
    boolean overtake(Node node) {
        List<NodeConnection> connections;
        synchronized (this) {
            connections = perNode.getOrDefault(node.key(), List.of());
        }
        connections.forEach(NodeConnection::overtaken);
        return connections.stream().anyMatch(NodeConnection::isBusy);
    }

    synchronized List<Node> nodes() {
        return List.copyOf(open.values());
    }

    synchronized List<NodeConnection> all() {
        return List.copyOf(open.keySet());
    }

    /**
     * Admits nobody any more, lets what runs be answered within the limit, closes with 1001, and returns when the close
     * frames have left or cannot.
     */
    void goAway(Duration limit) {
        synchronized (this) {
            stopping = true;
        }
        List<NodeConnection> leaving = all();
        leaving.forEach(NodeConnection::pause);
        long end = System.nanoTime() + limit.toNanos();
        for (NodeConnection connection : leaving) {
            connection.goAway(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        long goodbye = System.nanoTime() + GOODBYE.toNanos();
        while (System.nanoTime() < goodbye && !leaving.stream().allMatch(NodeConnection::isGone)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    int close(Predicate<Node> which) {
        List<NodeConnection> chosen;
        synchronized (this) {
            chosen = open.entrySet().stream()
                    .filter(entry -> which.test(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
        }
        chosen.forEach(connection -> connection.expel("the panel has cut this node off"));
        return chosen.size();
    }
}
