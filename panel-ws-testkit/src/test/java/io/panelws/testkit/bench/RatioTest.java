package io.panelws.testkit.bench;

import static io.panelws.testkit.bench.Results.round;
import static io.panelws.testkit.node.Transport.HTTP;
import static io.panelws.testkit.node.Transport.WEBSOCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** One figure of one transport in relation to the other's. */
class RatioTest {

    @Test
    void isTheMiddleOfThePairsWithTheEndsAsItsSpread() {
        Ratio ratio = Ratio.of(List.of(1.2, 0.9, 1.1)).orElseThrow();
        assertThat(ratio).isEqualTo(new Ratio(1.1, 0.9, 1.2, List.of(1.2, 0.9, 1.1)));
    }

    @Test
    void theOtherWayRoundItIsExactlyTheInverse() {
        List<Double> pairs = List.of(0.5, 1.0, 2.0, 3.0);
        Ratio ratio = Ratio.of(pairs).orElseThrow();
        Ratio inverse = Ratio.of(pairs.stream().map(pair -> 1 / pair).toList()).orElseThrow();
        assertThat(ratio.median() * inverse.median()).isCloseTo(1, within(1e-12));
        assertThat(ratio.lowest() * inverse.highest()).isCloseTo(1, within(1e-12));
    }

    @Test
    void anEvenNumberOfPairsHasTheGeometricMeanOfTheMiddleTwo() {
        assertThat(Ratio.of(List.of(9.0, 1.0, 4.0, 0.1)).orElseThrow().median()).isCloseTo(2, within(1e-12));
    }

    @Test
    void dividesWebSocketByHttpWhicheverCameFirst() {
        List<RoundResult> rounds =
                List.of(round(1, WEBSOCKET, 300), round(2, HTTP, 200), round(3, HTTP, 100), round(4, WEBSOCKET, 300));
        assertThat(Ratio.of(rounds, RoundResult::perSecond).orElseThrow().pairs())
                .containsExactly(1.5, 3.0);
    }

    @Test
    void leavesOutAPairInWhichNothingWasAnswered() {
        List<RoundResult> rounds =
                List.of(round(1, WEBSOCKET, 300), round(2, HTTP, 0), round(3, HTTP, 100), round(4, WEBSOCKET, 300));
        assertThat(Ratio.of(rounds, RoundResult::perSecond).orElseThrow().pairs())
                .containsExactly(3.0);
        assertThat(Ratio.of(rounds.subList(0, 2), RoundResult::perSecond)).isEmpty();
    }
}
