package io.panelws.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {

    @Test
    void endsAtARoundValueAboveTheHighest() {
        Scale scale = Scale.fromZero(18_300, 330, 30);
        assertThat(scale.high()).isEqualTo(20_000);
        assertThat(scale.ticks()).contains(0.0, 10_000.0, 20_000.0);
        assertThat(scale.pixel(0)).isEqualTo(330);
        assertThat(scale.pixel(20_000)).isEqualTo(30);
    }

    @Test
    void drawsEachFactorOfTenEquallyLong() {
        Scale scale = Scale.logarithmic(0.23, 3.1, 0, 100);
        assertThat(scale.low()).isCloseTo(0.2, within(1e-9));
        assertThat(scale.high()).isCloseTo(5, within(1e-9));
        assertThat(scale.pixel(2) - scale.pixel(0.2)).isCloseTo(scale.pixel(5) - scale.pixel(0.5), within(1e-9));
        assertThat(scale.ticks()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-6, 0.3, 1, 2, 5, 9.99, 10, 1234, 1e9})
    void alwaysHasAFewTicksInsideItsEnds(double high) {
        for (Scale scale : new Scale[] {Scale.fromZero(high, 0, 1), Scale.logarithmic(high / 100, high, 0, 1)}) {
            assertThat(scale.high()).isGreaterThanOrEqualTo(high * (1 - 1e-9)).isGreaterThan(scale.low());
            assertThat(scale.ticks()).hasSizeBetween(2, 12);
            assertThat(scale.ticks())
                    .allSatisfy(tick -> assertThat(scale.pixel(tick)).isBetween(-1e-6, 1 + 1e-6));
        }
    }
}
