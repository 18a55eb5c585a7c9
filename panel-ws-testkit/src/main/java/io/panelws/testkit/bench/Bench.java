package io.panelws.testkit.bench;

import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.wire.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a panel the same over WebSocket and over HTTP, round by round. */
public final class Bench {

    private Bench() {}

    /**
     * Runs a bench; blocks for the plan's duration, the warm-up and the time that connecting takes. Every round has new
     * connections: dialled, and past their first large answers, before its time begins.
     *
     * @param target which panel
     * @param plan how much
     * @param listener is told how it goes
     * @return what was found, errors of single requests included
     * @throws CannotConnectException when the first request over either transport brings no answer or an error
     * @throws InterruptedException when the thread is interrupted; the bench is then over
     */
    public static BenchResult run(BenchTarget target, BenchPlan plan, BenchListener listener)
            throws CannotConnectException, InterruptedException {
        Instant startedAt = Instant.now();
        Ticker ticker = Ticker.system();
        List<RoundResult> rounds = new ArrayList<>();
        try (Crew crew = new Crew(target, plan)) {
            for (Transport transport : Transport.values()) {
                tryOut(crew.first(), transport);
            }
            long begin = ticker.nanos();
            for (RoundPlace place : plan.order()) {
                crew.doInTurns(node -> node.connect(place.transport()));
                listener.began(place);
                double at = (ticker.nanos() - begin) / 1e9;
                rounds.add(new Load(place, listener).run(crew, plan.pace(), at));
                crew.doInTurns(BenchNode::disconnect);
            }
        }
        return new BenchResult(target, plan, Machine.here(), startedAt, rounds);
    }

    private static void tryOut(BenchNode node, Transport transport) throws CannotConnectException {
        Optional<Exchange> error;
        try {
            error = node.connectOrFail(transport);
        } catch (UnansweredException e) {
            throw new CannotConnectException("cannot reach the panel over " + transport + ": " + e.getMessage());
        } finally {
            node.disconnect();
        }
        if (error.isPresent()) {
            throw new CannotConnectException("the panel answers " + error.get().status() + " over " + transport + ": "
                    + Printable.line(error.get().text()));
        }
    }
}
