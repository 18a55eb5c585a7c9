package io.panelws.testkit.bench;

import io.panelws.api.WsRequest;
import io.panelws.testkit.bench.Link.UnansweredException;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.Requester;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The requests that one thread makes in one round, one at a time: all of a node's in generation 1 (P-17), some of them in
 * generation 2. An interrupt ends it. Used once.
 */
final class NodeLoop implements Requester {

    /** Keeps a node whose panel is away from doing nothing but dialling. */
    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(100);

    private final int index;
    private final Pace pace;
    private final Ticker ticker;
    private final long end;
    private final Meter meter;
    private final Link link;
    private long answeredAt;

    /**
     * Asks nothing yet.
     *
     * @param index which thread, counted from 0 over all nodes
     * @param pace when it sends
     * @param ticker time since the round began
     * @param end when the round ends, in nanoseconds
     * @param meter counts
     * @param link what the requests travel over
     */
    NodeLoop(int index, Pace pace, Ticker ticker, long end, Meter meter, Link link) {
        this.index = index;
        this.pace = pace;
        this.ticker = ticker;
        this.end = end;
        this.meter = meter;
        this.link = link;
    }

    /** Sends until the end; what is under way then is awaited, what is due and was not sent is counted as such. */
    void run(PollCycle cycle) {
        for (long request = 0; !isInterrupted(); request++) {
            long due = pace.due(index, request, ticker.nanos());
            if (due >= end) {
                return;
            }
            ticker.sleepUntil(due);
            if (isInterrupted()) {
                return;
            }
            if (ticker.nanos() < end) {
                ask(cycle, due);
            } else {
                meter.unsent(end - due);
            }
        }
    }

    /** For the cycle: notes when the answer is there, before anybody looks into it. */
    @Override
    public Exchange exchange(WsRequest request) {
        Exchange exchange = link.exchange(request);
        answeredAt = ticker.nanos();
        return exchange;
    }

    @Override
    public void close() {
        // The link lives as long as the round.
    }

    private void ask(PollCycle cycle, long due) {
        try {
            Exchange exchange = cycle.next(this);
            if (exchange.isSuccess()) {
                meter.answered(answeredAt - due);
            } else {
                meter.failed("status " + exchange.status());
            }
        } catch (UnansweredException e) {
            failed(e, due);
        } catch (IOException e) {
            meter.failed("no user list");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(UnansweredException e, long due) {
        if (isInterrupted()) {
            // It is the bench that has ended the connection.
            return;
        }
        long now = ticker.nanos();
        if (e.isTimeout()) {
            meter.timedOut(e.kind(), now - due);
        } else {
            meter.failed(e.kind());
        }
        ticker.sleepUntil(Math.min(end, now + PAUSE_AFTER_FAILURE));
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }
}
