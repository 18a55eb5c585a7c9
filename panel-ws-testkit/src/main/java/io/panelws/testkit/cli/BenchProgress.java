package io.panelws.testkit.cli;

import io.panelws.testkit.bench.BenchListener;
import io.panelws.testkit.bench.RoundPlace;
import io.panelws.testkit.bench.Sample;
import java.io.PrintWriter;
import java.util.Locale;

/** One line on a terminal that is written over again, and removed at the end. Not thread-safe. */
final class BenchProgress implements BenchListener {

    private static final String START_OF_LINE = "\r";
    private static final String CLEAR_TO_END = "\u001b[K";
    private static final double NANOS_IN_A_MILLISECOND = 1e6;

    private final PrintWriter terminal;
    private final boolean shown;

    BenchProgress(PrintWriter terminal, boolean shown) {
        this.terminal = terminal;
        this.shown = shown;
    }

    /** Writes where standard error is a terminal, nothing where it is not. */
    static BenchProgress to(PrintWriter err) {
        return new BenchProgress(err, Terminal.showsProgress());
    }

    @Override
    public void began(RoundPlace place) {
        show(round(place));
    }

    @Override
    public void sampled(Sample sample) {
        show(String.format(
                Locale.ROOT,
                "%s  %.1f of %.1f s  %,.0f/s  p99 %.2f ms  errors %,d",
                round(sample.place()),
                sample.to(),
                sample.place().length().toMillis() / 1e3,
                sample.perSecond(),
                sample.latencies().getValueAtPercentile(99) / NANOS_IN_A_MILLISECOND,
                sample.errors()));
    }

    /** Leaves an empty line. Idempotent. */
    void close() {
        show("");
    }

    private void show(String line) {
        if (shown) {
            terminal.print(START_OF_LINE + line + CLEAR_TO_END);
            terminal.flush();
        }
    }

    private static String round(RoundPlace place) {
        String round = place.isWarmUp() ? "warm-up" : "round " + place.number() + " of " + place.of();
        return round + "  " + place.transport();
    }
}
