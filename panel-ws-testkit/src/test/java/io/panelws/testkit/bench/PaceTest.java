package io.panelws.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void theOpenLoopSpreadsTheRateEvenlyOverNodesAndTime() {
        Pace pace = new Pace.OpenLoop(10, 4);
        List<Long> due = LongStream.range(0, 5)
                .boxed()
                .flatMap(request -> IntStream.range(0, 4).mapToObj(node -> pace.due(node, request, 0)))
                .sorted()
                .toList();
        assertThat(due)
                .containsExactlyElementsOf(
                        LongStream.range(0, 20).mapToObj(i -> i * SECOND / 10).toList());
    }

    @Test
    void theOpenLoopDoesNotDriftOverADay() {
        assertThat(new Pace.OpenLoop(3, 1).due(0, 3 * 86_400, 0)).isEqualTo(86_400 * SECOND);
    }

    @Test
    void theOpenLoopDoesNotCareWhetherTheNodeIsLate() {
        assertThat(new Pace.OpenLoop(1, 1).due(0, 2, 50 * SECOND)).isEqualTo(2 * SECOND);
    }

    @Test
    void theClosedLoopSendsAsSoonAsTheNodeIsFree() {
        assertThat(new Pace.ClosedLoop().due(3, 7, 42)).isEqualTo(42);
    }
}
