package io.panelws.testkit.cli;

import io.panelws.testkit.bench.BenchListener;
import io.panelws.testkit.bench.RoundPlace;
import io.panelws.testkit.bench.Sample;
import io.panelws.testkit.report.HdrLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** One line on a terminal that is written over again, and removed at the end; and the log, where one is asked for. Not thread-safe. */
final class BenchProgress implements BenchListener, AutoCloseable {

    private static final String START_OF_LINE = "\r";
    private static final String CLEAR_TO_END = "\u001b[K";
    private static final double NANOS_IN_A_MILLISECOND = 1e6;

    private final PrintWriter terminal;
    private final boolean shown;
    private final Optional<HdrLog> log;

    BenchProgress(PrintWriter terminal, boolean shown, Optional<HdrLog> log) {
        this.terminal = terminal;
        this.shown = shown;
        this.log = log;
    }

    /** Writes where standard error is a terminal, nothing where it is not. */
    static BenchProgress to(PrintWriter err, Optional<HdrLog> log) {
        return new BenchProgress(err, Terminal.showsProgress(), log);
    }

    @Override
    public void began(RoundPlace place) {
        show(round(place));
        log.ifPresent(hdr -> hdr.began(place));
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
        log.ifPresent(hdr -> hdr.sampled(sample));
    }

    /** Leaves an empty line. */
    @Override
    public void close() throws IOException {
        show("");
        if (log.isPresent()) {
            log.get().close();
        }
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
