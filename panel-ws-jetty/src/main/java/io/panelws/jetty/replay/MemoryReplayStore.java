package io.panelws.jetty.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps what is in doubt in memory, up to {@value #MAX_ENTRIES} requests and {@value #MAX_BYTES} bytes of answers. Beyond
 * the bytes, answers are not kept, so that a repeated request is answered 409; beyond the requests, the oldest goes. Of
 * as many whose answers have arrived it keeps, for the same time, the digests: some 400 bytes each.
 *
 * <p>This class is thread-safe and does not block. It may be handed from a stopped filter to the next one, so that a
 * restart of the panel within its process forgets nothing.
 */
public final class MemoryReplayStore implements ReplayStore {

    private static final int MAX_ENTRIES = 50_000;
    private static final int MAX_BYTES = 16 << 20;

    /** Not the id of any execution. */
    private static final String NONE = "0";

    private final InstantSource clock;

    // Guarded by this; insertion order is the order of age.
    private final Map<ReplayKey, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Integer> scopes = new HashMap<>();
    private final Overtaken overtaken = new Overtaken();
    private long bytes;
    private long lastId;

    /** Whether there is anything to look for: read without the lock. */
    private volatile boolean empty = true;

    private static final class Entry {
        final String id;
        final String owner;
        String latest;
        final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Instant expires;
        boolean ended;
        int size;

        Entry(String id, String owner, String arrival, Instant expires) {
            this.id = id;
            this.owner = owner;
            this.latest = arrival;
            this.expires = expires;
        }

        Claim again(String another) {
            latest = another.compareTo(latest) > 0 ? another : latest;
            return new Claim(id, false, outcome);
        }
    }

    /**
     * Makes an empty store.
     *
     * @param clock tells what is too old
     */
    public MemoryReplayStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean isEmpty() {
        return empty;
    }

    @Override
    public synchronized boolean mayKnow(String scope) {
        return scopes.containsKey(scope) || overtaken.mayKnow(scope);
    }

    @Override
    public synchronized Claim claim(ReplayKey key, String owner, String arrival, Duration lease) {
        removeExpired();
        Entry known = current(key);
        if (known != null && !known.owner.equals(owner)) {
            return known.again(arrival);
        }
        if (overtaken.includes(key, owner, arrival, clock.instant())) {
            return new Claim(NONE, false, CompletableFuture.completedFuture(new Outcome.Unknown()));
        }
        remove(key);
        if (entries.size() >= MAX_ENTRIES) {
            remove(entries.keySet().iterator().next());
        }
        Entry entry = new Entry(
                Long.toString(++lastId), owner, arrival, clock.instant().plus(lease));
        entries.put(key, entry);
        scopes.merge(key.scope(), 1, Integer::sum);
        empty = false;
        return new Claim(entry.id, true, entry.outcome);
    }

    @Override
    public synchronized Optional<Claim> findOrPass(ReplayKey key, String arrival, Duration keep) {
        removeExpired();
        Entry known = current(key);
        if (known != null) {
            return Optional.of(known.again(arrival));
        }
        overtaken.executed(key, "", arrival, clock.instant().plus(keep));
        empty = false;
        return Optional.empty();
    }

    @Override
    public void end(ReplayKey key, String id, Outcome outcome, Duration keep) {
        Entry entry;
        Outcome kept = outcome;
        synchronized (this) {
            entry = entries.get(key);
            if (entry == null || !entry.id.equals(id)) {
                return;
            }
            if (outcome instanceof Outcome.Answer answer) {
                int size = answer.body().length;
                if (bytes + size > MAX_BYTES) {
                    kept = new Outcome.Unknown();
                } else {
                    entry.size = size;
                    bytes += size;
                }
            }
            entry.ended = true;
            entry.expires = clock.instant().plus(keep);
            entries.remove(key);
            if (keep.isZero()) {
                // At once, and not when all older ones have gone: strangers may send any number of what is refused.
                forgotten(key, entry);
            } else {
                // To the end: the youngest.
                entries.put(key, entry);
            }
            removeExpired();
        }
        // Outside of the lock: whoever waits goes on in this thread.
        entry.outcome.complete(kept);
    }

    @Override
    public synchronized void forget(ReplayKey key, String id) {
        Entry entry = entries.get(key);
        if (entry != null && entry.id.equals(id)) {
            overtaken.executed(key, entry.owner, entry.latest, entry.expires);
            remove(key);
        }
    }

    /** How many requests are remembered, for tests and for those who watch. */
    public synchronized int size() {
        removeExpired();
        return entries.size();
    }

    /** The entry of a key, unless it is too old. */
    private Entry current(ReplayKey key) {
        Entry entry = entries.get(key);
        if (entry != null && !entry.expires.isAfter(clock.instant())) {
            remove(key);
            return null;
        }
        return entry;
    }

    private void removeExpired() {
        Instant now = clock.instant();
        overtaken.removeExpired(now);
        noteEmpty();
        Iterator<Map.Entry<ReplayKey, Entry>> oldest = entries.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<ReplayKey, Entry> next = oldest.next();
            if (next.getValue().expires.isAfter(now)) {
                // Ended ones have equal windows, so those behind are younger; a running one only holds up the cleaning.
                break;
            }
            oldest.remove();
            removed(next.getKey(), next.getValue());
        }
    }

    private void noteEmpty() {
        empty = entries.isEmpty() && overtaken.isEmpty();
    }

    private void remove(ReplayKey key) {
        Entry entry = entries.remove(key);
        if (entry != null) {
            removed(key, entry);
        }
    }

    private void removed(ReplayKey key, Entry entry) {
        forgotten(key, entry);
        if (!entry.ended) {
            entry.outcome.completeAsync(Outcome.Unknown::new);
        }
    }

    private void forgotten(ReplayKey key, Entry entry) {
        scopes.computeIfPresent(key.scope(), (scope, count) -> count == 1 ? null : count - 1);
        bytes -= entry.size;
        noteEmpty();
    }
}
