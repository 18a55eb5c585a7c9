package io.panelws.jetty.replay;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link MemoryReplayStore} remembers of one node, within limits of its own: a node that makes itself forget harms
 * nobody else. Guarded by the store's lock.
 */
final class NodeRecords {

    private static final int MAX_ENDED = 64;
    private static final int MAX_BYTES = 256 << 10;

    /** By the request's key; nearly all nodes have one or two. */
    private final Map<String, Execution> records = new HashMap<>(2);

    private int ended;
    private int bytes;

    Execution get(String request) {
        return records.get(request);
    }

    void put(Execution execution) {
        records.put(execution.key.request(), execution);
    }

    void remove(Execution execution) {
        records.remove(execution.key.request());
        if (execution.phase != Execution.Phase.RUNNING) {
            ended--;
        }
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    boolean hasRoomFor(int answer) {
        return bytes + answer <= MAX_BYTES;
    }

    void addBytes(int change) {
        bytes += change;
    }

    /** The one that has to go before another may end: the oldest of the settled, else of those in doubt. */
    Optional<Execution> surplus() {
        if (ended < MAX_ENDED) {
            return Optional.empty();
        }
        return records.values().stream()
                .filter(execution -> execution.phase != Execution.Phase.RUNNING)
                .min(Comparator.comparing((Execution execution) -> execution.phase == Execution.Phase.IN_DOUBT)
                        .thenComparingLong(execution -> execution.expires));
    }

    /** Counts one that has ended. */
    void ended() {
        ended++;
    }

    List<Execution> cameBefore(long time) {
        return records.values().stream()
                .filter(execution -> execution.cameBefore(time))
                .toList();
    }
}
