package io.panelws.jetty;

import io.panelws.jetty.endpoint.NodeConnection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The open connections of one filter, counted against their limits. This class is thread-safe. */
final class Connections {

    private final int max;
    private final int maxPerNode;

    // Guarded by this.
    private final Map<NodeConnection, Node> open = new LinkedHashMap<>();
    private final Map<String, Integer> perNode = new HashMap<>();
    private boolean stopping;

    Connections(int max, int maxPerNode) {
        this.max = max;
        this.maxPerNode = maxPerNode;
    }

    /** Counts a connection that is about to be opened; false when there is no room or the panel stops. */
    synchronized boolean add(Node node, NodeConnection connection) {
        if (stopping || open.size() >= max || perNode.getOrDefault(node.key(), 0) >= maxPerNode) {
            return false;
        }
        open.put(connection, node);
        perNode.merge(node.key(), 1, Integer::sum);
        return true;
    }

    /** Counts a connection no longer; without effect when that has been said before. */
    synchronized void remove(NodeConnection connection) {
        Node node = open.remove(connection);
        if (node != null) {
            perNode.computeIfPresent(node.key(), (key, count) -> count == 1 ? null : count - 1);
        }
    }

    synchronized List<Node> nodes() {
        return List.copyOf(open.values());
    }

    synchronized List<NodeConnection> all() {
        return List.copyOf(open.keySet());
    }

    /** Admits nobody any more. */
    synchronized void stop() {
        stopping = true;
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
