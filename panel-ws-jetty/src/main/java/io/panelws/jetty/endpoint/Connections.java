package io.panelws.jetty.endpoint;

import io.panelws.jetty.Node;
import io.panelws.jetty.replay.OpenConnections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/**
 * The connections of one filter, counted against their limits: in all, and with the same identity and credentials. A
 * stranger who uses a node's name with another token takes no place of the node's.
 *
 * <p>This class is thread-safe and does not block.
 */
public final class Connections implements OpenConnections {

    private final int max;
    private final int maxPerNode;

    private final Set<Place> places = ConcurrentHashMap.newKeySet();

    // Guarded by this.
    private final Map<String, Siblings> siblings = new HashMap<>();
    private int count;
    private boolean stopping;

    /** The connections of one account: of a node, as it names and proves itself. */
    private static final class Siblings {
        private final List<Place> places = new ArrayList<>(1);

        LongStream opened() {
            return places.stream().flatMap(place -> place.connection().stream()).mapToLong(NodeConnection::opened);
        }
    }

    Connections(int max, int maxPerNode) {
        this.max = max;
        this.maxPerNode = maxPerNode;
    }

    /**
     * Takes a place for a connection that is about to be opened.
     *
     * @param node who will be at the other end
     * @param account whose it is
     * @return empty when there is no room or the panel stops
     */
    public synchronized Optional<Place> reserve(Node node, String account) {
        Siblings own = siblings.get(account);
        if (stopping || count >= max || own != null && own.places.size() >= maxPerNode) {
            return Optional.empty();
        }
        Place place = new Place(this, node, account);
        siblings.computeIfAbsent(account, any -> new Siblings()).places.add(place);
        places.add(place);
        count++;
        return Optional.of(place);
    }

    void released(Place place) {
        places.remove(place);
        synchronized (this) {
            count--;
            Siblings own = siblings.get(place.account());
            own.places.remove(place);
            if (own.places.isEmpty()) {
                siblings.remove(place.account());
            }
        }
    }

    /** Whether another connection of the same node was opened before a time, on which something late may still come. */
    synchronized boolean hasOlderThan(long time, Place place) {
        Siblings own = siblings.get(place.account());
        return own != null
                && own.places.size() > 1
                && own.places.stream()
                        .filter(other -> other != place)
                        .flatMap(other -> other.connection().stream())
                        .anyMatch(other -> other.opened() < time);
    }

    @Override
    public synchronized boolean any(String node) {
        Siblings own = siblings.get(node);
        return own != null && own.opened().findAny().isPresent();
    }

    @Override
    public synchronized OptionalLong oldest(String node) {
        Siblings own = siblings.get(node);
        return own == null ? OptionalLong.empty() : own.opened().min();
    }

    /**
     * All places that are taken.
     *
     * @return a live view, fit for iterating while connections come and go
     */
    public Collection<Place> all() {
        return Collections.unmodifiableSet(places);
    }

    /**
     * All connections that are open.
     *
     * @return a copy
     */
    public List<NodeConnection> open() {
        return places.stream().flatMap(place -> place.connection().stream()).toList();
    }

    /** Admits nobody any more. */
    public synchronized void stop() {
        stopping = true;
    }

    synchronized boolean isStopping() {
        return stopping;
    }
}
