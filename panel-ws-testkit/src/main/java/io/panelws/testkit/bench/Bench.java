package io.panelws.testkit.bench;

import io.panelws.testkit.bench.Link.UnansweredException;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.wire.Printable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Asks a panel the same over WebSocket and over HTTP, round by round. */
public final class Bench {

    private Bench() {}

    /**
     * Runs a bench; blocks for the plan's duration, the warm-up and the time that connecting takes. Every round has new
     * connections: dialled, and past their first large answers, before its time begins.
     *
     * <p>An interrupt cuts it short: its threads end within half a second, and it returns what it has measured until then,
     * {@linkplain BenchResult#isCutShort() marked as such}. The interrupt is used up by that: whoever gets the result can
     * write it to files.
     *
     * @param target which panel
     * @param plan how much
     * @param listener is told how it goes
     * @return what was found, errors of single requests included
     * @throws CannotConnectException when the first request over either transport brings no answer or an error
     * @throws InterruptedException when the thread is interrupted before anything was measured
     */
    public static BenchResult run(BenchTarget target, BenchPlan plan, BenchListener listener)
            throws CannotConnectException, InterruptedException {
        Instant startedAt = Instant.now();
        List<RoundResult> rounds = new ArrayList<>();
        try (Crew crew = new Crew(target, plan)) {
            for (Transport transport : Transport.values()) {
                tryOut(crew, transport);
            }
            runRounds(crew, plan, listener, rounds);
        } catch (InterruptedException e) {
            if (rounds.stream().allMatch(round -> round.place().isWarmUp())) {
                throw e;
            }
        }
        return new BenchResult(target, plan, Machine.here(), startedAt, rounds);
    }

    private static void runRounds(Crew crew, BenchPlan plan, BenchListener listener, List<RoundResult> rounds)
            throws InterruptedException {
        Ticker ticker = Ticker.system();
        for (RoundPlace place : plan.order()) {
            crew.doInTurns(node -> node.connect(place.transport()));
            listener.began(place);
            double startedAt = ticker.nanos() / 1e9;
            RoundResult round = new Load(place, listener).run(crew, plan.pace(), startedAt);
            rounds.add(round);
            if (round.isCutShort()) {
                throw new InterruptedException("cut short");
            }
            crew.doInTurns(BenchNode::disconnect);
        }
    }

    /** On a thread of the crew's, which an interrupt need not wait for. */
    private static void tryOut(Crew crew, Transport transport) throws CannotConnectException, InterruptedException {
        try {
            Exchange exchange =
                    crew.threads().submit(() -> crew.first().tryOut(transport)).get();
            if (!exchange.isSuccess()) {
                throw new CannotConnectException("the panel answers " + exchange.status() + " over " + transport + ": "
                        + Printable.line(exchange.text()));
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnansweredException || e.getCause() instanceof IOException) {
                throw new CannotConnectException("cannot reach the panel over " + transport + ": "
                        + e.getCause().getMessage());
            }
            throw new IllegalStateException("the first request failed", e.getCause());
        }
    }
}
