package io.panelws.testkit.books;

import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Transport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How the pushes of a run travelled. Thread-safe. */
final class Tally {

    private final LongAdder pushes = new LongAdder();
    private final LongAdder twins = new LongAdder();
    private final LongAdder resends = new LongAdder();
    private final LongAdder fallbacks = new LongAdder();
    private final LongAdder httpRetries = new LongAdder();
    private final Map<Integer, LongAdder> otherStatus = new ConcurrentSkipListMap<>();

    void pushed(List<Attempt> attempts) {
        long webSocket = count(attempts, Transport.WEBSOCKET);
        long http = count(attempts, Transport.HTTP);
        pushes.increment();
        resends.add(Math.max(0, webSocket - 1));
        fallbacks.add(Math.min(1, http));
        httpRetries.add(Math.max(0, http - 1));
    }

    long pushes() {
        return pushes.sum();
    }

    void twin() {
        twins.increment();
    }

    void answeredOtherwise(int status) {
        otherStatus.computeIfAbsent(status, s -> new LongAdder()).increment();
    }

    @Override
    public String toString() {
        return "pushes " + pushes + " (twins " + twins + "), resends " + resends + ", fallbacks " + fallbacks
                + ", HTTP retries " + httpRetries + ", answers other than 200 " + otherStatus;
    }

    private static long count(List<Attempt> attempts, Transport transport) {
        return attempts.stream()
                .filter(attempt -> attempt.transport() == transport && attempt.outcome() != Outcome.REFUSED)
                .count();
    }
}
