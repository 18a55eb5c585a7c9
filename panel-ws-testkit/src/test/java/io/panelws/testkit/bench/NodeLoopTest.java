package io.panelws.testkit.bench;

import static io.panelws.testkit.bench.ScriptedLink.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsResponse;
import io.panelws.testkit.bench.Link.UnansweredException;
import io.panelws.testkit.node.Outcome;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What a node measures, by a clock of the test's own. */
class NodeLoopTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final FakeTicker ticker = new FakeTicker();
    private final Meter meter = new Meter();
    private final PollCycle cycle = new PollCycle(false, () -> 1);

    @Test
    void aPanelThatStandsStillShowsInTheLatenciesOfAllThatWasDueMeanwhile() {
        ScriptedLink link = link(request -> answerAfter(request == 10 ? SECOND : MILLI));
        run(new Pace.OpenLoop(100, 1), 3 * SECOND, link);

        Histogram latencies = meter.takeLatencies();
        assertThat(link.requests()).hasSize(300);
        assertThat(latencies.getTotalCount()).isEqualTo(300);
        assertThat(latencies.getMaxValue()).isCloseTo(SECOND, withinDigits(SECOND));
        // Due 10 ms apart, answered 1 ms apart after the second: the wait shrinks by 9 ms each time, to 1 ms again.
        assertThat(latencies.getCountBetweenValues(2 * MILLI, 2 * SECOND)).isBetween(110L, 112L);
    }

    @Test
    void withoutARateTheSamePauseIsOneLatencyOnly() {
        run(new Pace.ClosedLoop(), 3 * SECOND, link(request -> answerAfter(request == 10 ? SECOND : 10 * MILLI)));

        Histogram latencies = meter.takeLatencies();
        assertThat(latencies.getCountBetweenValues(11 * MILLI, 2 * SECOND)).isEqualTo(1);
        assertThat(latencies.getTotalCount()).isEqualTo(201);
    }

    @Test
    void whatWasDueAndNotSentIsCountedWithItsWaiting() {
        run(new Pace.OpenLoop(10, 1), SECOND, link(request -> answerAfter(2 * SECOND)));

        assertThat(meter.answered()).isEqualTo(1);
        assertThat(meter.unsent()).isEqualTo(9);
        Histogram latencies = meter.takeLatencies();
        assertThat(latencies.getTotalCount()).isEqualTo(10);
        assertThat(latencies.getCountBetweenValues(100 * MILLI, 901 * MILLI)).isEqualTo(9);
    }

    @Test
    void nothingIsSentOnceTheRoundIsOver() {
        ScriptedLink link = link(request -> answerAfter(400 * MILLI));
        run(new Pace.ClosedLoop(), SECOND, link);
        assertThat(link.requests()).hasSize(3);
        assertThat(meter.unsent()).isZero();
    }

    @Test
    void anErrorIsCountedByItsStatusAndIsNoLatency() {
        run(new Pace.OpenLoop(10, 1), SECOND, link(request -> status(request < 4 ? 503 : 304)));
        assertThat(meter.errors()).isEqualTo(Map.of("status 503", 4L));
        assertThat(meter.takeLatencies().getTotalCount()).isEqualTo(6);
    }

    @Test
    void aTimeoutIsAnErrorAndALatencyToo() {
        run(new Pace.OpenLoop(10, 1), SECOND, link(request -> {
            ticker.pass(5 * SECOND);
            throw new UnansweredException(Outcome.TIMED_OUT, 0, "late");
        }));
        assertThat(meter.errors()).isEqualTo(Map.of("timed out", 1L));
        assertThat(meter.takeLatencies().getMaxValue()).isCloseTo(5 * SECOND, withinDigits(5 * SECOND));
    }

    @Test
    void aNodeWhosePanelIsAwayWaitsATenthOfASecondBeforeItDialsAgain() {
        run(new Pace.ClosedLoop(), SECOND, link(request -> {
            throw new UnansweredException(Outcome.UNREACHABLE, 0, "away");
        }));
        assertThat(meter.errors()).isEqualTo(Map.of("unreachable", 10L));
        assertThat(meter.answered()).isZero();
    }

    @Test
    void aRefusedHandshakeIsCountedWithItsStatus() {
        run(new Pace.OpenLoop(1, 1), SECOND, link(request -> {
            throw new UnansweredException(Outcome.REFUSED, 503, "full");
        }));
        assertThat(meter.errors()).isEqualTo(Map.of("handshake refused with 503", 1L));
    }

    private void run(Pace pace, long end, ScriptedLink link) {
        new NodeLoop(0, pace, ticker, end, meter, link).run(cycle);
    }

    private ScriptedLink link(IntFunction<WsResponse> script) {
        return new ScriptedLink(script);
    }

    private WsResponse answerAfter(long nanos) {
        ticker.pass(nanos);
        return status(304);
    }

    private static Offset<Long> withinDigits(long value) {
        return Offset.offset(value / 1_000);
    }
}
