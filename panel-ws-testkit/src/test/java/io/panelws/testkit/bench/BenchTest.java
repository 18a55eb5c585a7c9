package io.panelws.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.PanelWsOptions;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void nodesOfGeneration2ShareOneConnectionAmongTheirRequests() throws Exception {
        PanelWsOptions two = PanelWsOptions.builder().maxConnections(2).build();
        BenchPlan plan = new BenchPlan(2, Duration.ofSeconds(1), 2, Duration.ZERO, OptionalDouble.empty(), false);
        try (SamplePanel full = SamplePanel.start(SamplePanelOptions.DEFAULT.withPanelWs(two))) {
            NodeOptions node = NodeOptions.overWebSocket(full.wsUrl(), "vless", 1, "secret");
            BenchResult result = Bench.run(new BenchTarget(node, List.of(1, 2)), plan.withInFlight(4), new Notes());
            assertThat(result.summary(Transport.WEBSOCKET).errors()).isEmpty();
            assertThat(result.summary(Transport.WEBSOCKET).answered()).isPositive();
            assertThat(result.summary(Transport.HTTP).errors()).isEmpty();
        }
    }

    @Test
    void theRateIsThatOfAllRequestsInFlightTogether() throws Exception {
        BenchResult result = run(plan(OptionalDouble.of(400), false).withInFlight(3));
        for (Transport transport : Transport.values()) {
            TransportSummary summary = result.summary(transport);
            assertThat(summary.answered() + summary.unsent()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anInterruptEndsItAndWhatWasMeasuredUntilThenIsReturned(int generation) throws Exception {
        BenchPlan plan = plan(OptionalDouble.of(400), false);
        BenchResult result = Bench.run(
                target(panel.wsUrl(), "secret"),
                generation == 1 ? plan : plan.withInFlight(2),
                new InterruptedIn(2, () -> {}));

        assertThat(Thread.interrupted()).isFalse();
        assertThat(result.isCutShort()).isTrue();
        assertThat(result.measured()).extracting(RoundResult::isCutShort).containsExactly(false, true);
        assertThat(result.measured().get(0).answered()).isPositive();
        assertThat(result.measured().get(1).unsent()).isZero();
        assertThat(result.isWithoutErrors()).isTrue();
        awaitTheEndOfAllThreads();
    }

    @Test
    void anInterruptWakesNodesWhoseTurnIsFarAway() throws Exception {
        BenchPlan slow = new BenchPlan(4, Duration.ofMinutes(10), 1, Duration.ZERO, OptionalDouble.of(0.01), false);
        BenchResult result = Bench.run(target(panel.wsUrl(), "secret"), slow, new InterruptedIn(1, () -> {}));

        assertThat(result.measured().get(0).seconds()).isLessThan(60);
        assertThat(result.measured().get(0).unsent()).isZero();
        awaitTheEndOfAllThreads();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "1, 1", "2, 1"})
    void anInterruptNeedNotWaitForAPanelThatHangs(int generation, int round) throws Exception {
        try (Relay relay = new Relay(panel.port())) {
            BenchTarget target =
                    new BenchTarget(NodeOptions.overWebSocket(relay.wsUrl(), "vless", 1, "secret"), List.of(1, 2, 3));
            BenchPlan plan = plan(OptionalDouble.empty(), false);
            BenchResult result =
                    Bench.run(target, generation == 1 ? plan : plan.withInFlight(2), new InterruptedIn(round, () -> {
                        relay.fallSilent();
                        relay.awaitARequest();
                    }));

            assertThat(result.measured()).hasSize(round);
            assertThat(result.isWithoutErrors()).isTrue();
            awaitTheEndOfAllThreads();
        }
    }

    @Test
    void anInterruptBeforeAnythingCountsIsAnInterrupt() {
        BenchPlan plan = plan(OptionalDouble.empty(), false).withWarmUp(Duration.ofSeconds(30));
        assertThatThrownBy(() -> Bench.run(target(panel.wsUrl(), "secret"), plan, new InterruptedIn(0, () -> {})))
                .isInstanceOf(InterruptedException.class);
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

    private static void awaitTheEndOfAllThreads() {
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("panel-ws-bench")));
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

    /** Interrupts the bench once a round's first piece is over. */
    private record InterruptedIn(int round, Runnable before) implements BenchListener {

        @Override
        public void began(RoundPlace place) {}

        @Override
        public void sampled(Sample sample) {
            if (sample.place().number() == round && sample.from() == 0) {
                before.run();
                Thread.currentThread().interrupt();
            }
        }
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
