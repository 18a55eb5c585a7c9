package io.panelws.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a real panel. What is asserted is what was done, never how fast. */
class BenchTest {

    private final SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT);
    private final List<RoundPlace> begun = new ArrayList<>();
    private long sampled;

    @AfterEach
    void close() {
        panel.close();
    }

    @Test
    void asksOverBothTransportsInTurn() throws Exception {
        BenchResult result = run(plan(OptionalDouble.empty(), false).withWarmUp(Duration.ofMillis(100)));

        assertThat(begun).extracting(RoundPlace::number).containsExactly(0, 0, 1, 2, 3, 4);
        assertThat(result.isWithoutErrors()).isTrue();
        assertThat(result.summary(Transport.WEBSOCKET).answered()).isPositive();
        assertThat(result.summary(Transport.HTTP).answered()).isPositive();
        assertThat(result.throughputRatio().orElseThrow().pairs()).hasSize(2);
        assertThat(sampled)
                .isEqualTo(result.rounds().stream()
                        .mapToLong(RoundResult::answered)
                        .sum());
        assertThat(panel.store().pushes()).isZero();
        assertThat(panel.store().alive()).isEmpty();
    }

    @Test
    void everyRequestThatWasDueIsAnsweredOrCounted() throws Exception {
        BenchResult result = run(plan(OptionalDouble.of(400), false));
        // 400 a second in four rounds of a quarter of a second each, half of them over either transport.
        for (Transport transport : Transport.values()) {
            TransportSummary summary = result.summary(transport);
            assertThat(summary.answered() + summary.unsent()).isEqualTo(200);
            assertThat(summary.latencies().getTotalCount()).isEqualTo(200);
        }
    }

    @Test
    void pushesOnlyWhenItMayAndThePanelBooksEachPushOnce() throws Exception {
        BenchResult result = run(plan(OptionalDouble.of(400), true));

        assertThat(result.isWithoutErrors()).isTrue();
        long pushes = panel.store().pushes();
        assertThat(pushes).isPositive();
        assertThat(panel.store().book(1).upload()).isEqualTo(pushes * (pushes + 1) / 2);
    }

    @Test
    void aPanelThatTurnsTheNodesAwayIsNotMeasured() {
        assertThatThrownBy(() ->
                        Bench.run(target(panel.wsUrl(), "wr0ng"), plan(OptionalDouble.empty(), false), new Notes()))
                .isInstanceOf(CannotConnectException.class)
                .hasMessageContaining("refused the handshake with 403")
                .hasMessageNotContaining("wr0ng");
    }

    @Test
    void aPanelWithoutHttpAtTheSameAddressIsNotMeasured() {
        BenchTarget target = target(panel.wsUrl(), "secret");
        BenchTarget other =
                new BenchTarget(target.options().withApiUrl(panel.httpUrl().resolve("/elsewhere")), target.nodeIds());
        assertThatThrownBy(() -> Bench.run(other, plan(OptionalDouble.empty(), false), new Notes()))
                .isInstanceOf(CannotConnectException.class)
                .hasMessageContaining("the panel answers 404 over http");
    }

    private BenchResult run(BenchPlan plan) throws Exception {
        return Bench.run(target(panel.wsUrl(), "secret"), plan, new Notes());
    }

    private BenchTarget target(URI url, String token) {
        NodeOptions options = NodeOptions.overWebSocket(url, "vless", 1, token).withApiUrl(panel.httpUrl());
        return new BenchTarget(options, List.of(1, 2, 3));
    }

    private static BenchPlan plan(OptionalDouble rate, boolean writes) {
        return new BenchPlan(4, Duration.ofSeconds(1), 2, Duration.ZERO, rate, writes);
    }

    private final class Notes implements BenchListener {

        @Override
        public void began(RoundPlace place) {
            begun.add(place);
        }

        @Override
        public void sampled(Sample sample) {
            sampled += sample.answered();
        }
    }
}
