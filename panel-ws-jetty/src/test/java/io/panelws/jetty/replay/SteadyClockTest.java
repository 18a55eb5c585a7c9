package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteadyClockTest {

    private static final long DAY = 1_800_000_000_000_000L;
    private static final long HOUR = 3_600_000_000L;

    private final SteadyClock clock = new SteadyClock();

    @Test
    void isTheTimeOfTheDayAndNeverTheSameTwice() {
        assertThat(clock.now(DAY, -5)).isEqualTo(DAY);
        assertThat(clock.now(DAY, -5)).isEqualTo(DAY + 1);
        assertThat(clock.now(DAY + 7, 2)).isEqualTo(DAY + 7);
    }

    /** Else a connection would seem to have been opened later than it was, and what comes on it late to be new. */
    @Test
    void goesOnWhenTheClockIsSetBack() {
        clock.now(DAY, 0);
        assertThat(clock.now(DAY - HOUR, 100)).isEqualTo(DAY + 100);
        assertThat(clock.now(DAY - HOUR + 1_000, 1_100)).isEqualTo(DAY + 1_100);
    }

    @Test
    void followsWhenTheClockIsSetForward() {
        clock.now(DAY, 0);
        assertThat(clock.now(DAY + HOUR, 100)).isEqualTo(DAY + HOUR);
        assertThat(clock.now(DAY + 200, 200)).isEqualTo(DAY + HOUR + 100);
    }
}
