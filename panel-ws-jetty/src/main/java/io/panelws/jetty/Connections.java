package io.panelws.jetty;

import io.panelws.jetty.endpoint.NodeConnection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The open connections of one filter, counted against their limits. This class is thread-safe. */
final class Connections {

    private final int max;
    private final int maxPerNode;

    // Guarded by this.
    private final Set<NodeConnection> open = new HashSet<>();
    private final Map<NodeIdentity, Integer> perNode = new HashMap<>();
    private boolean stopping;

    Connections(int max, int maxPerNode) {
        this.max = max;
        this.maxPerNode = maxPerNode;
    }

    /** Counts a connection that is about to be opened; false when there is no room or the panel stops. */
    synchronized boolean add(NodeIdentity node, NodeConnection connection) {
        if (stopping || open.size() >= max || perNode.getOrDefault(node, 0) >= maxPerNode) {
            return false;
        }
        open.add(connection);
        perNode.merge(node, 1, Integer::sum);
        return true;
    }

    /** Counts a connection no longer; without effect when that has been said before. */
    synchronized void remove(NodeIdentity node, NodeConnection connection) {
        if (open.remove(connection)) {
            perNode.computeIfPresent(node, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Admits nobody any more. */
    synchronized List<NodeConnection> stop() {
        stopping = true;
        return List.copyOf(open);
    }
}
