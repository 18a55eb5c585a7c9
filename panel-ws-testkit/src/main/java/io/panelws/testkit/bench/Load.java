package io.panelws.testkit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/** The requests of one round, from the first to the last answer. Used once; not thread-safe. */
final class Load {

    private static final double SECOND = 1e9;
    private static final long SHORTEST_SAMPLE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_SAMPLE = TimeUnit.SECONDS.toNanos(1);

    private final RoundPlace place;
    private final BenchListener listener;
    private final Meter meter = new Meter();
    private final Histogram latencies = Meter.noLatencies();
    private final List<RoundResult.Piece> pieces = new ArrayList<>();
    private final Ticker ticker = Ticker.system();
    private long answered;
    private double sampledUntil;

    Load(RoundPlace place, BenchListener listener) {
        this.place = place;
        this.listener = listener;
    }

    /** Runs the round; its nodes are connected. An interrupt ends it, and the crew with it. */
    RoundResult run(Crew crew, Pace pace, double startedAt) {
        long length = place.length().toNanos();
        long cpu = Machine.cpuNanos();
        Future<Void> nodes =
                crew.start((node, lane, index) -> new NodeLoop(index, pace, ticker, length, meter, node.link(lane))
                        .run(node.cycle(place.transport(), lane)));
        long sample = Math.max(SHORTEST_SAMPLE, Math.min(LONGEST_SAMPLE, length / 10));
        boolean cutShort = false;
        try {
            while (!isDone(nodes, sample)) {
                sample();
            }
        } catch (InterruptedException e) {
            meter.interrupted();
            crew.close();
            cutShort = true;
        }
        double seconds = ticker.nanos() / SECOND;
        long cpuUsed = Machine.cpuNanos() - cpu;
        sample();
        return new RoundResult(
                place,
                startedAt,
                seconds,
                meter.answered(),
                latencies,
                meter.errors(),
                meter.unsent(),
                cpuUsed,
                RoundResult.Piece.withoutShortEnd(pieces),
                cutShort);
    }

    private void sample() {
        double now = ticker.nanos() / SECOND;
        Histogram taken = meter.takeLatencies();
        long sum = meter.answered();
        long errors =
                meter.errors().values().stream().mapToLong(Long::longValue).sum();
        Sample sample = new Sample(place, sampledUntil, now, sum - answered, errors, taken);
        latencies.add(taken);
        pieces.add(new RoundResult.Piece(sample.from(), sample.to(), sample.answered()));
        answered = sum;
        sampledUntil = now;
        listener.sampled(sample);
    }

    private static boolean isDone(Future<Void> nodes, long nanos) throws InterruptedException {
        try {
            nodes.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a node of the bench ended early", e.getCause());
        }
    }
}
