package io.panelws.jetty.endpoint;

import io.panelws.jetty.replay.OpenConnections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections of one filter, counted against their limits: in all, and with the same identity and credentials.
 * A stranger who uses a node's name with another token takes no place of the node's.
 *
 * <p>This class is thread-safe and does not block.
 */
public final class Connections implements OpenConnections {

    private final int max;
    private final int maxPerNode;

    private final Set<NodeConnection> open = ConcurrentHashMap.newKeySet();

    // Guarded by this.
    private final Map<String, Siblings> siblings = new HashMap<>();
    private int counted;
    private boolean stopping;

    /** The connections of one account: of a node, as it names and proves itself. */
    private static final class Siblings {
        private final List<NodeConnection> connections = new ArrayList<>(1);
        private int counted;
        private boolean letIn;
    }

    Connections(int max, int maxPerNode) {
        this.max = max;
        this.maxPerNode = maxPerNode;
    }

    /**
     * Takes a place for a connection that is about to be opened.
     *
     * @param account whose it is
     * @return false when there is no room or the panel stops
     */
    public synchronized boolean reserve(String account) {
        Siblings own = siblings.get(account);
        if (stopping || counted >= max || own != null && own.counted >= maxPerNode) {
            return false;
        }
        siblings.computeIfAbsent(account, any -> new Siblings()).counted++;
        counted++;
        return true;
    }

    /**
     * Gives a place back that was taken by {@link #reserve}; to be called once.
     *
     * @param account whose it was
     */
    public synchronized void release(String account) {
        counted--;
        siblings.computeIfPresent(account, (any, own) -> --own.counted == 0 ? null : own);
    }

    synchronized void opened(NodeConnection connection) {
        open.add(connection);
        siblings.get(connection.account()).connections.add(connection);
    }

    /** Forgets a connection and gives its place back; without effect when that has happened before. */
    boolean closed(NodeConnection connection) {
        if (!open.remove(connection)) {
            return false;
        }
        synchronized (this) {
            siblings.get(connection.account()).connections.remove(connection);
        }
        release(connection.account());
        return true;
    }

    /** The panel has answered a message of the connection with 2xx, so it knows who is there. */
    synchronized void letIn(NodeConnection connection) {
        Siblings own = siblings.get(connection.account());
        if (own != null) {
            own.letIn = true;
        }
    }

    /** Whether another connection of the same node was opened before a time, on which something late may still come. */
    synchronized boolean hasOlderThan(long time, NodeConnection connection) {
        Siblings own = siblings.get(connection.account());
        return own != null && own.connections.stream().anyMatch(other -> other != connection && other.opened() < time);
    }

    @Override
    public synchronized boolean any(String node) {
        Siblings own = siblings.get(node);
        return own != null && own.letIn && !own.connections.isEmpty();
    }

    @Override
    public synchronized OptionalLong oldest(String node) {
        Siblings own = siblings.get(node);
        return own == null
                ? OptionalLong.empty()
                : own.connections.stream().mapToLong(NodeConnection::opened).min();
    }

    /**
     * The open connections.
     *
     * @return a live view, fit for iterating while connections come and go
     */
    public Collection<NodeConnection> all() {
        return Collections.unmodifiableSet(open);
    }

    /** Admits nobody any more. */
    public synchronized void stop() {
        stopping = true;
    }
}
