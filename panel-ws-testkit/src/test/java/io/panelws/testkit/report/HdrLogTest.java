package io.panelws.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.bench.Results;
import io.panelws.testkit.bench.RoundPlace;
import io.panelws.testkit.bench.Sample;
import io.panelws.testkit.node.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HdrLogTest {

    @TempDir
    private Path directory;

    @Test
    void isReadBackWithATagForEachTransportAndWithoutWarmUps() throws Exception {
        Path file = directory.resolve("bench.hdr");
        try (HdrLog log = new HdrLog(file)) {
            write(log, 0, Transport.WEBSOCKET, 1);
            write(log, 1, Transport.WEBSOCKET, 20);
            write(log, 2, Transport.HTTP, 30);
        }
        List<EncodableHistogram> histograms = new ArrayList<>();
        HistogramLogReader reader = new HistogramLogReader(file.toFile());
        for (EncodableHistogram next = reader.nextIntervalHistogram();
                next != null;
                next = reader.nextIntervalHistogram()) {
            histograms.add(next);
        }
        assertThat(histograms).extracting(EncodableHistogram::getTag).containsExactly("websocket", "http");
        assertThat(histograms)
                .extracting(histogram -> ((Histogram) histogram).getTotalCount())
                .containsExactly(20L, 30L);
        assertThat(histograms.get(1).getMaxValueAsDouble()).isBetween(29.9e6, 30.1e6);
    }

    private static void write(HdrLog log, int number, Transport transport, int answers) {
        RoundPlace place = new RoundPlace(number, 2, transport, Duration.ofSeconds(1));
        Histogram latencies = Results.round(number, transport, answers).latencies();
        latencies.setStartTimeStamp(System.currentTimeMillis());
        latencies.setEndTimeStamp(System.currentTimeMillis() + 1_000);
        log.began(place);
        log.sampled(new Sample(place, 0, 1, answers, 0, latencies));
    }
}
