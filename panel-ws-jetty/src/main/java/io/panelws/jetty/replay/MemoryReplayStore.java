package io.panelws.jetty.replay;

import io.panelws.jetty.log.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps everything in memory, within limits. Of each node: 64 executions that have ended (the oldest goes), for at most 15
 * minutes once they are settled, and 256 KiB of answers; of all nodes: {@value #MAX_RECORDS} executions, some 700 bytes
 * each, and 16 MiB of answers. Answers up to 1 KiB are kept in any case; beyond the bytes others are not, so that a
 * repeated request is answered 409. Beyond the number, further requests are executed unguarded, and a warning says so:
 * nobody's are pushed out by those of others. What runs is never forgotten.
 *
 * <p>This class is thread-safe, its lock is held for moments only, and those who wait for an outcome are called without
 * it.
 */
public final class MemoryReplayStore implements ReplayStore {

    static final int MAX_RECORDS = 100_000;

    private static final Log LOG = Log.of(MemoryReplayStore.class);
    private static final int SMALL = 1 << 10;
    private static final int MAX_LARGE_BYTES = 16 << 20;
    private static final long SETTLED_MILLIS = Duration.ofMinutes(15).toMillis();
    private static final long WARNING_MILLIS = Duration.ofMinutes(1).toMillis();

    /** More than one request can add, so that what is too old does not pile up, and few enough for a short lock. */
    private static final int CLEANED_AT_ONCE = 16;

    private final InstantSource clock;

    /** Changed with the lock, read without. */
    private final Map<String, NodeRecords> nodes = new ConcurrentHashMap<>();

    // Guarded by this; the sets in the order of age.
    private final Map<String, Execution> running = new HashMap<>();
    private final Set<Execution> inDoubt = new LinkedHashSet<>();
    private final Set<Execution> settled = new LinkedHashSet<>();
    private int records;
    private long largeBytes;
    private long lastId;
    private long nextWarning = Long.MIN_VALUE;

    /**
     * Makes an empty store.
     *
     * @param clock tells what is too old
     */
    public MemoryReplayStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean mayKnow(String node) {
        return nodes.containsKey(node);
    }

    @Override
    public synchronized Claim claim(ReplayKey key, Arrival arrival) {
        boolean again = find(key) != null;
        return claimKnown(key, arrival)
                .orElseGet(() -> records < MAX_RECORDS ? execute(key, arrival, again) : unguarded());
    }

    /** The claim of a request that is not a new one; empty for a new one, of which nothing is remembered then. */
    synchronized Optional<Claim> claimKnown(ReplayKey key, Arrival arrival) {
        forgetOld();
        Execution known = find(key);
        if (known == null) {
            return Optional.empty();
        }
        return switch (known.judge(arrival, clock.millis())) {
            case NEW -> {
                remove(known);
                yield Optional.empty();
            }
            case REPEATS -> {
                known.cameAgain(arrival);
                yield Optional.of(new Claim.Repeats(known.id, known.outcome));
            }
            case OVERTAKEN -> Optional.of(new Claim.Overtaken());
            case NEEDS_PROOF -> Optional.of(new Claim.NeedsProof());
        };
    }

    private Claim execute(ReplayKey key, Arrival arrival, boolean again) {
        Execution execution = new Execution(Long.toString(++lastId), key, arrival, again);
        running.put(execution.id, execution);
        nodes.computeIfAbsent(key.node(), any -> new NodeRecords()).put(execution);
        records++;
        return new Claim.Execute(execution.id);
    }

    private Claim unguarded() {
        long now = clock.millis();
        if (now >= nextWarning) {
            nextWarning = now + WARNING_MILLIS;
            LOG.log(
                    Level.WARNING,
                    "{0} POSTs are remembered, which is the limit: until some are forgotten, further ones are executed"
                            + " again when their nodes repeat them",
                    MAX_RECORDS);
        }
        return new Claim.Unguarded();
    }

    @Override
    public void end(ReplayKey key, String id, Outcome outcome, Duration keep) {
        Execution execution;
        CompletableFuture<Outcome> waiting;
        synchronized (this) {
            forgetOld();
            execution = running.remove(id);
            if (execution == null) {
                return;
            }
            waiting = execution.outcome;
            // Another may have taken its place.
            if (find(key) == execution) {
                ended(execution, outcome, keep);
            }
        }
        // Those who wait get the answer in any case; they go on in this thread.
        waiting.complete(outcome);
    }

    private void ended(Execution execution, Outcome outcome, Duration keep) {
        if (keep.isZero()) {
            execution.revoke();
        }
        if (keep.isZero() && !execution.again || execution.confirmed && execution.neverLate) {
            remove(execution);
            return;
        }
        NodeRecords node = nodes.get(execution.key.node());
        node.surplus().ifPresent(this::remove);
        node.ended();
        execution.phase = Execution.Phase.IN_DOUBT;
        execution.expires = clock.millis() + keep.toMillis();
        inDoubt.add(execution);
        if (execution.confirmed) {
            settle(execution);
        } else {
            keepAnswer(node, execution, outcome);
        }
    }

    private void keepAnswer(NodeRecords node, Execution execution, Outcome outcome) {
        int bytes = outcome instanceof Outcome.Answer answer ? answer.size() : 0;
        if (bytes <= SMALL || node.hasRoomFor(bytes) && largeBytes + bytes <= MAX_LARGE_BYTES) {
            execution.bytes = bytes;
            node.addBytes(bytes);
            largeBytes += bytes > SMALL ? bytes : 0;
        } else {
            execution.dropAnswer();
        }
    }

    private void dropAnswer(Execution execution) {
        nodes.get(execution.key.node()).addBytes(-execution.bytes);
        largeBytes -= execution.bytes > SMALL ? execution.bytes : 0;
        execution.dropAnswer();
    }

    @Override
    public synchronized void settle(ReplayKey key, String id) {
        confirm(key, id, false);
    }

    @Override
    public synchronized void forget(ReplayKey key, String id) {
        confirm(key, id, true);
    }

    private void confirm(ReplayKey key, String id, boolean neverLate) {
        Execution execution = find(key);
        if (execution == null || !execution.id.equals(id)) {
            return;
        }
        execution.confirmed = true;
        execution.neverLate |= neverLate;
        if (execution.phase == Execution.Phase.IN_DOUBT) {
            settle(execution);
        } else if (execution.phase == Execution.Phase.SETTLED && neverLate) {
            remove(execution);
        }
    }

    @Override
    public synchronized void forgetSettled(String node, long before) {
        NodeRecords all = nodes.get(node);
        if (all == null) {
            return;
        }
        for (Execution execution : all.cameBefore(before)) {
            execution.neverLate = true;
            if (execution.phase == Execution.Phase.SETTLED) {
                remove(execution);
            }
        }
    }

    /** From in doubt. */
    private void settle(Execution execution) {
        if (execution.neverLate) {
            remove(execution);
            return;
        }
        dropAnswer(execution);
        inDoubt.remove(execution);
        execution.phase = Execution.Phase.SETTLED;
        execution.expires = clock.millis() + SETTLED_MILLIS;
        settled.add(execution);
    }

    /** A little at a time, whoever comes; those whose time is over and who are still there are known by their time. */
    private void forgetOld() {
        long now = clock.millis();
        for (int i = 0; i < CLEANED_AT_ONCE && hasExpired(inDoubt, now); i++) {
            settle(inDoubt.iterator().next());
        }
        for (int i = 0; i < CLEANED_AT_ONCE && hasExpired(settled, now); i++) {
            remove(settled.iterator().next());
        }
    }

    private static boolean hasExpired(Set<Execution> byAge, long now) {
        Iterator<Execution> oldest = byAge.iterator();
        return oldest.hasNext() && oldest.next().expires <= now;
    }

    private Execution find(ReplayKey key) {
        NodeRecords node = nodes.get(key.node());
        return node == null ? null : node.get(key.request());
    }

    /** Its end, if that is still to come, completes its outcome all the same. */
    private void remove(Execution execution) {
        NodeRecords node = nodes.get(execution.key.node());
        node.remove(execution);
        if (execution.phase != Execution.Phase.RUNNING) {
            dropAnswer(execution);
            inDoubt.remove(execution);
            settled.remove(execution);
        }
        if (node.isEmpty()) {
            nodes.remove(execution.key.node());
        }
        records--;
    }

    /**
     * Tells how many executions are remembered.
     *
     * @return their number
     */
    public synchronized int size() {
        return records;
    }

    /** Whether nothing at all is held, for tests. */
    synchronized boolean isEmpty() {
        return nodes.isEmpty()
                && running.isEmpty()
                && inDoubt.isEmpty()
                && settled.isEmpty()
                && records == 0
                && largeBytes == 0;
    }
}
