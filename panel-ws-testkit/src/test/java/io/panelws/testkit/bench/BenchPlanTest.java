package io.panelws.testkit.bench;

import static io.panelws.testkit.node.Transport.HTTP;
import static io.panelws.testkit.node.Transport.WEBSOCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchPlanTest {

    @Test
    void warmsUpBothAndThenLetsThemTakeTurnsToBeFirst() {
        List<RoundPlace> order = plan(2).withWarmUp(Duration.ofSeconds(5)).order();
        assertThat(order)
                .extracting(RoundPlace::transport)
                .containsExactly(WEBSOCKET, HTTP, WEBSOCKET, HTTP, HTTP, WEBSOCKET);
        assertThat(order).extracting(RoundPlace::isWarmUp).containsExactly(true, true, false, false, false, false);
        assertThat(order).extracting(RoundPlace::number).containsExactly(0, 0, 1, 2, 3, 4);
        assertThat(order.subList(2, 6)).extracting(RoundPlace::pair).containsExactly(0, 0, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void everyPairHasOneRoundOfEach(int rounds) {
        List<RoundPlace> order = plan(rounds).order();
        assertThat(order).hasSize(2 * rounds);
        IntStream.range(0, rounds).forEach(pair -> assertThat(order.stream().filter(place -> place.pair() == pair))
                .extracting(RoundPlace::transport)
                .containsExactlyInAnyOrder(WEBSOCKET, HTTP));
    }

    @Test
    void theRoundsShareTheDuration() {
        assertThat(plan(3).round()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 1, 1, nodes",
        "1001, 10, 1, 1, nodes",
        "1, 10, 0, 1, rounds",
        "1, 0, 1, 1, a round is shorter than 50 ms",
        "1, 10, 101, 1, a round is shorter than 50 ms",
        "1, 10, 1, 0, rate",
        "1, 10, 1, 1000001, rate"
    })
    void refusesWhatItCannotDoWithASentence(int nodes, int seconds, int rounds, double rate, String sentence) {
        assertThatThrownBy(() -> new BenchPlan(
                        nodes, Duration.ofSeconds(seconds), rounds, Duration.ZERO, OptionalDouble.of(rate), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aNodeOfGeneration1HasOneRequestInFlight() {
        BenchPlan plan = plan(1);
        assertThat(plan.generation()).isEqualTo(1);
        assertThat(plan.inFlight()).isEqualTo(1);
        assertThatThrownBy(
                        () -> new BenchPlan(10, plan.duration(), 1, Duration.ZERO, OptionalDouble.empty(), false, 1, 2))
                .hasMessage("a node of generation 1 has one request in flight");
        assertThatThrownBy(() -> plan.withInFlight(101)).hasMessageContaining("more than 1000 requests in flight");
        assertThatThrownBy(() -> plan.withInFlight(0)).hasMessageContaining("not positive");
        assertThat(plan.withInFlight(100).withWarmUp(Duration.ofSeconds(1)).inFlight())
                .isEqualTo(100);
    }

    private static BenchPlan plan(int rounds) {
        return new BenchPlan(10, Duration.ofSeconds(60), rounds, Duration.ZERO, OptionalDouble.empty(), false);
    }
}
