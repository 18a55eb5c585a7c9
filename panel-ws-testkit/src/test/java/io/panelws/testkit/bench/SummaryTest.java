package io.panelws.testkit.bench;

import static io.panelws.testkit.node.Transport.HTTP;
import static io.panelws.testkit.node.Transport.WEBSOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** From rounds to the figures of a transport. */
class SummaryTest {

    private static final Percentage THREE_DIGITS = Percentage.withPercentage(0.1);

    @Test
    void percentilesAreThoseOfAllRoundsTogetherAndNoMeanOfPercentiles() {
        TransportSummary summary =
                TransportSummary.of(List.of(Results.round(1, HTTP, 100), Results.round(3, HTTP, 900)));
        // 100 of 1 to 100 ms and 900 of 1 to 900 ms: half of them are at most 400 ms.
        assertThat(summary.latency().p50()).isCloseTo(400_000_000L, THREE_DIGITS);
        assertThat(summary.latency().p90()).isCloseTo(800_000_000L, THREE_DIGITS);
        assertThat(summary.latency().p99()).isCloseTo(890_000_000L, THREE_DIGITS);
        assertThat(summary.latency().p999()).isCloseTo(899_000_000L, THREE_DIGITS);
        assertThat(summary.latency().max()).isCloseTo(900_000_000L, THREE_DIGITS);
        // The mean of 1 to 100 is 50.5, that of 1 to 900 is 450.5.
        assertThat(summary.latency().min()).isCloseTo(1_000_000L, THREE_DIGITS);
        assertThat(summary.latency().mean()).isCloseTo(410_500_000.0, THREE_DIGITS);
        assertThat(summary.latency().stddev()).isCloseTo(274_290_000.0, THREE_DIGITS);
        assertThat(summary.answered()).isEqualTo(1_000);
        assertThat(summary.perSecond()).isEqualTo(50);
        assertThat(summary.cpuPerRequest()).isEqualTo(50_000);
    }

    @Test
    void addsErrorsByKind() {
        TransportSummary summary = TransportSummary.of(List.of(
                Results.round(1, HTTP, 1, Map.of("status 503", 2L)),
                Results.round(2, HTTP, 1, Map.of("status 503", 1L, "timed out", 4L))));
        assertThat(summary.errors()).containsExactly(Map.entry("status 503", 3L), Map.entry("timed out", 4L));
        assertThat(summary.errorCount()).isEqualTo(7);
    }

    @Test
    void aWarmUpCountsNowhere() {
        BenchResult result = Results.of(
                Results.round(0, WEBSOCKET, 10, Map.of("status 500", 1L)),
                Results.round(1, WEBSOCKET, 20),
                Results.round(2, HTTP, 30));
        assertThat(result.isWithoutErrors()).isTrue();
        assertThat(result.summary(WEBSOCKET).answered()).isEqualTo(20);
        assertThat(result.throughputRatio().orElseThrow().pairs()).hasSize(1);
    }

    @Test
    void nothingAtAllIsZeroEverywhere() {
        TransportSummary nothing = TransportSummary.of(List.of());
        assertThat(nothing.latency()).isEqualTo(new Latency(0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(nothing.perSecond()).isZero();
        assertThat(nothing.cpuPerRequest()).isZero();
    }
}
