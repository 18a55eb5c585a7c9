package io.panelws.testkit.books;

import io.panelws.jetty.replay.Arrival;
import io.panelws.jetty.replay.Claim;
import io.panelws.jetty.replay.Outcome;
import io.panelws.jetty.replay.ReplayKey;
import io.panelws.jetty.replay.ReplayStore;
import java.time.Duration;
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
    public boolean mayKnow(String node) {
        return store.mayKnow(node);
    }

    @Override
    public Claim claim(ReplayKey key, Arrival arrival) {
        Claim claim = store.claim(key, arrival);
        replays.add(claim instanceof Claim.Repeats || claim instanceof Claim.Overtaken ? 1 : 0);
        return claim;
    }

    @Override
    public void end(ReplayKey key, String id, Outcome outcome, Duration keep) {
        store.end(key, id, outcome, keep);
    }

    @Override
    public void settle(ReplayKey key, String id) {
        store.settle(key, id);
    }

    @Override
    public void forget(ReplayKey key, String id) {
        store.forget(key, id);
    }

    @Override
    public void forgetSettled(String node, long before) {
        store.forgetSettled(node, before);
    }
}
