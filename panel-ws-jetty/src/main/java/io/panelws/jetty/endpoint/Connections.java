package io.panelws.jetty.endpoint;

import io.panelws.jetty.Figures;
import io.panelws.jetty.NodeFacts;
import io.panelws.jetty.replay.OpenConnections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The connections of one filter, counted against their limits: in all, and with the same identity and credentials. A
 * stranger who uses a node's name with another token takes no place of the node's.
 *
 * <p>This class is thread-safe and does not block.
 */
public final class Connections implements OpenConnections {

    private final int max;
    private final int maxPerNode;

    /** Another filter, of another panel perhaps, may have connections of the same nodes, and nobody here knows them. */
    private final boolean othersUnknown;

    // Guarded by this.
    /** The latest place of each account; the earlier ones hang on it. */
    private final Map<String, Place> latest = new HashMap<>();

    private int count;
    private boolean stopping;

    /** Of those that have ended. */
    private long bytesIn;

    private long bytesOut;

    Connections(int max, int maxPerNode, boolean othersUnknown) {
        this.othersUnknown = othersUnknown;
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
    public synchronized Optional<Place> reserve(NodeName node, String account) {
        if (obstacle(account).isPresent()) {
            return Optional.empty();
        }
        Place place = new Place(this, node, account);
        place.earlier = latest.put(account, place);
        count++;
        return Optional.of(place);
    }

    /**
     * Why there is no place.
     *
     * @param account whose it would be
     * @return a sentence for the log, empty where there is a place
     */
    public synchronized Optional<String> obstacle(String account) {
        if (stopping) {
            return Optional.of("the panel is stopping");
        }
        if (count >= max) {
            return Optional.of("there are maxConnections, " + max);
        }
        return siblings(account).count() >= maxPerNode
                ? Optional.of("it has maxConnectionsPerNode, " + maxPerNode)
                : Optional.empty();
    }

    synchronized void released(Place place, NodeFacts facts) {
        count--;
        bytesIn += facts.bytesIn();
        bytesOut += facts.bytesOut();
        Place first = latest.get(place.account());
        if (first != place) {
            siblings(place.account())
                    .filter(one -> one.earlier == place)
                    .findFirst()
                    .ifPresent(one -> one.earlier = place.earlier);
        } else if (place.earlier == null) {
            latest.remove(place.account());
        } else {
            latest.put(place.account(), place.earlier);
        }
    }

    private Stream<Place> siblings(String account) {
        return Stream.iterate(latest.get(account), Objects::nonNull, place -> place.earlier);
    }

    private LongStream opened(String account) {
        return siblings(account).flatMap(place -> place.connection().stream()).mapToLong(NodeConnection::opened);
    }

    /** Whether another connection of the same node was opened before a time, on which something late may still come. */
    synchronized boolean hasOlderThan(long time, Place place) {
        return othersUnknown
                || siblings(place.account())
                        .filter(other -> other != place)
                        .flatMap(other -> other.connection().stream())
                        .anyMatch(other -> other.opened() < time);
    }

    @Override
    public synchronized boolean any(String node) {
        return othersUnknown || opened(node).findAny().isPresent();
    }

    @Override
    public synchronized OptionalLong oldest(String node) {
        return othersUnknown ? OptionalLong.of(Long.MIN_VALUE) : opened(node).min();
    }

    /**
     * All places that are taken.
     *
     * @return a copy, in no order
     */
    public synchronized List<Place> all() {
        List<Place> all = new ArrayList<>(count);
        for (Place last : latest.values()) {
            for (Place place = last; place != null; place = place.earlier) {
                all.add(place);
            }
        }
        return all;
    }

    synchronized boolean isEmpty() {
        return count == 0;
    }

    /**
     * All connections that are open.
     *
     * @return a copy
     */
    public List<NodeConnection> open() {
        return all().stream().flatMap(place -> place.connection().stream()).toList();
    }

    /**
     * How much there is of what.
     *
     * @param pendingBytes what the budget says
     * @return a sum over all connections
     */
    public Figures figures(long pendingBytes) {
        List<Place> all;
        long in;
        long out;
        synchronized (this) {
            all = all();
            in = bytesIn;
            out = bytesOut;
        }
        long running = 0;
        long open = 0;
        long asked = 0;
        long pings = 0;
        for (Place place : all) {
            NodeFacts facts = place.facts();
            running += place.connection().map(NodeConnection::running).orElse(0);
            open += facts.open();
            asked += facts.asked();
            pings += facts.unansweredPings();
            in += facts.bytesIn();
            out += facts.bytesOut();
        }
        return new Figures(all.size(), running, Math.max(0, open - running), asked, pendingBytes, pings, in, out);
    }

    /** Admits nobody any more. */
    public synchronized void stop() {
        stopping = true;
    }

    /**
     * Tells whether nobody is admitted any more.
     *
     * @return true once {@link #stop} has been called
     */
    public synchronized boolean isStopping() {
        return stopping;
    }
}
