package io.panelws.testkit.report;

import io.panelws.testkit.bench.BenchListener;
import io.panelws.testkit.bench.RoundPlace;
import io.panelws.testkit.bench.Sample;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes an HdrHistogram log: a line for each sample of the measured rounds, tagged {@code websocket} or {@code http},
 * latencies in nanoseconds (the log's maximum in milliseconds). Lines are written as samples come. Not thread-safe.
 */
public final class HdrLog implements BenchListener, AutoCloseable {

    private final PrintStream out;
    private final HistogramLogWriter log;
    private long base;

    /**
     * Creates the file.
     *
     * @param file where to write; replaced if there is one
     * @throws IOException when it cannot be written
     */
    public HdrLog(Path file) throws IOException {
        out = new PrintStream(file.toFile(), StandardCharsets.UTF_8);
        log = new HistogramLogWriter(out);
        log.outputLogFormatVersion();
        log.outputComment("panel-ws bench, latencies in nanoseconds, tags: websocket, http");
    }

    @Override
    public void began(RoundPlace place) {
        if (base == 0 && !place.isWarmUp()) {
            base = System.currentTimeMillis();
            log.outputStartTime(base);
            log.setBaseTime(base);
            log.outputLegend();
        }
    }

    @Override
    public void sampled(Sample sample) {
        Histogram latencies = sample.latencies();
        if (!sample.place().isWarmUp() && latencies.getTotalCount() > 0) {
            latencies.setTag(sample.place().transport().toString().toLowerCase(Locale.ROOT));
            log.outputIntervalHistogram(latencies);
        }
    }

    /**
     * Ends the log.
     *
     * @throws IOException when a line could not be written
     */
    @Override
    public void close() throws IOException {
        out.close();
        if (out.checkError()) {
            throw new IOException("the HdrHistogram log could not be written");
        }
    }
}
