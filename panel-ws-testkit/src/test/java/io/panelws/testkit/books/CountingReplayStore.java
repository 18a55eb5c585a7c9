package io.panelws.testkit.books;

import io.panelws.jetty.replay.Outcome;
import io.panelws.jetty.replay.ReplayKey;
import io.panelws.jetty.replay.ReplayStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts how often a request was found that is not to be executed again. */
final class CountingReplayStore implements ReplayStore {

    private final ReplayStore store;
    private final LongAdder replays = new LongAdder();

    CountingReplayStore(ReplayStore store) {
        this.store = store;
    }

    long replays() {
        return replays.sum();
    }

    @Override
    public boolean mayKnow(String scope) {
        return store.mayKnow(scope);
    }

    @Override
    public boolean isEmpty() {
        return store.isEmpty();
    }

    @Override
    public Claim claim(ReplayKey key, String owner, String arrival, Duration lease) {
        Claim claim = store.claim(key, owner, arrival, lease);
        replays.add(claim.first() ? 0 : 1);
        return claim;
    }

    @Override
    public Optional<Claim> findOrPass(ReplayKey key, String arrival, Duration keep) {
        Optional<Claim> found = store.findOrPass(key, arrival, keep);
        found.ifPresent(claim -> replays.increment());
        return found;
    }

    @Override
    public void end(ReplayKey key, String id, Outcome outcome, Duration keep) {
        store.end(key, id, outcome, keep);
    }

    @Override
    public void forget(ReplayKey key, String id) {
        store.forget(key, id);
    }
}
