package io.panelws.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatePointTest {

    private static final RatePoint FIRST = new RatePoint(0, 1, 100);
    private static final RatePoint SECOND = new RatePoint(1, 2, 120);

    @Test
    void aShortEndIsPartOfThePieceBefore() {
        assertThat(RatePoint.withoutShortEnd(List.of(FIRST, SECOND, new RatePoint(2, 2.001, 10))))
                .containsExactly(FIRST, new RatePoint(1, 2.001, 130));
    }

    @Test
    void aLongEnoughEndStays() {
        List<RatePoint> points = List.of(FIRST, SECOND, new RatePoint(2, 2.6, 10));
        assertThat(RatePoint.withoutShortEnd(points)).isEqualTo(points);
    }

    @Test
    void oneOrNoPieceStays() {
        assertThat(RatePoint.withoutShortEnd(List.of(FIRST))).containsExactly(FIRST);
        assertThat(RatePoint.withoutShortEnd(List.of())).isEmpty();
    }
}
