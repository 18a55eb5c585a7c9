package io.panelws.testkit.cli;

import io.panelws.testkit.bench.BenchListener;
import io.panelws.testkit.bench.RoundPlace;
import io.panelws.testkit.bench.Sample;
import io.panelws.testkit.report.HdrLog;
import java.io.IOException;
import java.util.Optional;

/** Tells both the terminal and the log. Closes both. */
record BenchListeners(BenchProgress progress, Optional<HdrLog> log) implements BenchListener, AutoCloseable {

    @Override
    public void began(RoundPlace place) {
        progress.began(place);
        log.ifPresent(hdr -> hdr.began(place));
    }

    @Override
    public void sampled(Sample sample) {
        progress.sampled(sample);
        log.ifPresent(hdr -> hdr.sampled(sample));
    }

    @Override
    public void close() throws IOException {
        progress.close();
        if (log.isPresent()) {
            log.get().close();
        }
    }
}
