package io.panelws.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    private static final Fault RESET = new Fault(When.ON_REQUEST, new What.Reset());
    private static final Fault LATE = new Fault(When.BEFORE_RESPONSE, new What.Delay(Duration.ofSeconds(1), 0));
    private static final Fault REFUSED = new Fault(When.AT_HANDSHAKE, new What.Reset());

    @Test
    void drawsTheSameForTheSameSeed() {
        Map<Fault, Double> rates = Map.of(RESET, 0.2, LATE, 0.2);
        assertThat(draws(7, rates)).isEqualTo(draws(7, rates)).isNotEqualTo(draws(8, rates));
    }

    @Test
    void keepsTheRates() {
        List<Optional<Fault>> draws = draws(1, Map.of(RESET, 0.1, LATE, 0.3, REFUSED, 0.1));
        assertThat(draws.stream().filter(Optional.of(RESET)::equals)).hasSizeBetween(900, 1100);
        assertThat(draws.stream().filter(f -> f.isPresent() && f.get().when() == When.BEFORE_RESPONSE))
                .hasSizeBetween(2800, 3200);
        assertThat(draws.stream().filter(Optional.of(REFUSED)::equals)).hasSizeBetween(60, 140);
    }

    @Test
    void drawsEachDelayAnew() {
        List<Duration> delays = draws(1, Map.of(LATE, 0.1)).stream()
                .flatMap(Optional::stream)
                .map(fault -> ((What.Delay) fault.what()).drawn())
                .toList();
        assertThat(delays)
                .doesNotHaveDuplicates()
                .allMatch(delay -> delay.toMillis() >= 500 && delay.toMillis() <= 1000);
    }

    @Test
    void followsAScriptAndThenHarmsNobody() {
        FaultPlan plan = FaultPlan.script(RESET, LATE);
        assertThat(plan.fault(0, 0)).contains(RESET);
        assertThat(plan.fault(1, 0)).contains(LATE);
        assertThat(plan.fault(1, 1)).isEmpty();
        assertThat(plan.fault(2, 0)).isEmpty();
        assertThat(FaultPlan.at(3, 4, LATE).fault(3, 4)).contains(LATE);
        assertThat(FaultPlan.at(3, 4, LATE).fault(4, 3)).isEmpty();
    }

    @Test
    void refusesWhatCannotHappen() {
        assertThatThrownBy(() -> new Fault(When.ON_REQUEST, new What.SecondAnswer()))
                .hasMessage("secondanswer does not happen on-request");
        assertThatThrownBy(() -> FaultPlan.rates(1, Map.of(RESET, 0.6, LATE, 0.6)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(RESET.kind()).isEqualTo("on-request reset");
    }

    /** Ten exchanges of a thousand connections. */
    private static List<Optional<Fault>> draws(long seed, Map<Fault, Double> rates) {
        FaultPlan plan = FaultPlan.rates(seed, rates);
        return IntStream.range(0, 10_000)
                .mapToObj(i -> plan.fault(i / 10, i % 10))
                .toList();
    }
}
