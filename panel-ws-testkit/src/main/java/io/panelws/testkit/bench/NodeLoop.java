package io.panelws.testkit.bench;

import io.panelws.testkit.node.Exchange;
import java.util.concurrent.TimeUnit;

/**
 * One node's requests of one round, on one thread and one at a time (P-17).
 *
 * @param index which node, counted from 0
 * @param pace when it sends
 * @param ticker time since the round began
 * @param end when the round ends, in nanoseconds
 * @param meter counts
 */
record NodeLoop(int index, Pace pace, Ticker ticker, long end, Meter meter) {

    /** Keeps a node whose panel is away from doing nothing but dialling. */
    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(100);

    /** Sends until the end; what is under way then is awaited, what is due and was not sent is counted as such. */
    void run(Link link, PollCycle cycle) {
        for (long request = 0; ; request++) {
            long due = pace.due(index, request, ticker.nanos());
            if (due >= end) {
                return;
            }
            ticker.sleepUntil(due);
            if (ticker.nanos() < end) {
                ask(link, cycle, due);
            } else {
                meter.unsent(end - due);
            }
        }
    }

    private void ask(Link link, PollCycle cycle, long due) {
        try {
            Exchange exchange = link.exchange(cycle.next());
            long latency = ticker.nanos() - due;
            cycle.answered(exchange);
            if (exchange.isSuccess()) {
                meter.answered(latency);
            } else {
                meter.failed("status " + exchange.status());
            }
        } catch (UnansweredException e) {
            long now = ticker.nanos();
            if (e.isTimeout()) {
                meter.timedOut(e.kind(), now - due);
            } else {
                meter.failed(e.kind());
            }
            ticker.sleepUntil(Math.min(end, now + PAUSE_AFTER_FAILURE));
        }
    }
}
