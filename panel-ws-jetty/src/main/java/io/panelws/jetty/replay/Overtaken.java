package io.panelws.jetty.replay;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The requests that have been executed for good, each with the time when it came last. An equal one that the panel has
 * read before that, and comes to only now, has been overtaken: its node has sent it again meanwhile, by another way.
 * Bounded: the oldest goes.
 * Not thread-safe.
 */
final class Overtaken {

    private static final int MAX_ENTRIES = 50_000;

    // Insertion order is the order of age.
    private final Map<ReplayKey, Executed> latest = new LinkedHashMap<>();
    private final Map<String, Integer> scopes = new HashMap<>();

    private record Executed(String owner, String arrival, Instant expires) {}

    void executed(ReplayKey key, String owner, String arrival, Instant expires) {
        Executed before = latest.remove(key);
        boolean later = before == null || arrival.compareTo(before.arrival()) > 0;
        latest.put(key, later ? new Executed(owner, arrival, expires) : before);
        if (before == null) {
            scopes.merge(key.scope(), 1, Integer::sum);
        }
    }

    /** Whether an equal request has been executed that came later, and by another way. */
    boolean includes(ReplayKey key, String owner, String arrival, Instant now) {
        Executed executed = latest.get(key);
        return executed != null
                && executed.expires().isAfter(now)
                && !owner.equals(executed.owner())
                && arrival.compareTo(executed.arrival()) < 0;
    }

    boolean mayKnow(String scope) {
        return scopes.containsKey(scope);
    }

    boolean isEmpty() {
        return latest.isEmpty();
    }

    void removeExpired(Instant now) {
        Iterator<Map.Entry<ReplayKey, Executed>> oldest = latest.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<ReplayKey, Executed> next = oldest.next();
            if (latest.size() <= MAX_ENTRIES && next.getValue().expires().isAfter(now)) {
                break;
            }
            oldest.remove();
            scopes.computeIfPresent(next.getKey().scope(), (scope, count) -> count == 1 ? null : count - 1);
        }
    }
}
