package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.bench.RoundPlace;
import io.panelws.testkit.bench.Sample;
import io.panelws.testkit.node.Transport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class BenchProgressTest {

    private static final RoundPlace PLACE = new RoundPlace(3, 8, Transport.HTTP, Duration.ofMillis(7500));

    private final StringWriter terminal = new StringWriter();

    @Test
    void isOneLineThatIsWrittenOverAndRemovedAtTheEnd() throws Exception {
        BenchProgress progress = new BenchProgress(new PrintWriter(terminal), true, Optional.empty());
        progress.began(PLACE);
        progress.sampled(sample());
        progress.close();
        assertThat(terminal.toString())
                .isEqualTo("\rround 3 of 8  http\u001b[K"
                        + "\rround 3 of 8  http  2.0 of 7.5 s  1,500/s  p99 12.00 ms  errors 4\u001b[K"
                        + "\r\u001b[K");
    }

    @Test
    void isNothingWhereNobodyLooksOn() throws Exception {
        BenchProgress progress = new BenchProgress(new PrintWriter(terminal), false, Optional.empty());
        progress.began(PLACE);
        progress.sampled(sample());
        progress.close();
        assertThat(terminal.toString()).isEmpty();
    }

    private static Sample sample() {
        Histogram latencies = new Histogram(3);
        latencies.recordValue(12_000_000);
        return new Sample(PLACE, 1.0, 2.0, 1500, 4, latencies);
    }
}
