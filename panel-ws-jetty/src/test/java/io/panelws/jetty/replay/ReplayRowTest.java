package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.jetty.replay.ReplayRow.Phase;
import io.panelws.jetty.replay.ReplayRow.Times;
import io.panelws.jetty.replay.ReplayRow.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A panel whose clock is set otherwise than the database's, in seconds; it asked at 100, and was answered a second later. */
class ReplayRowTest {

    private static final Times TIMES = new Times(seconds(30), seconds(900), seconds(3));

    private static long seconds(double seconds) {
        return (long) (seconds * 1_000_000);
    }

    /** In some year. */
    private static long at(double seconds) {
        return seconds(1_000_000_000 + seconds);
    }

    private static Verdict judge(double latest, long ahead, double opened, double read, double proved) {
        ReplayRow row = new ReplayRow(
                "e", "a", "a", at(latest), Phase.SETTLED, at(99), null, at(100 + ahead), at(100.5), at(101 + ahead));
        Arrival arrival = new Arrival("b", at(opened + ahead), at(read + ahead), proved == 0 ? 0 : at(proved + ahead));
        return row.judge(arrival, false, TIMES);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, 3600, -3600})
    void isJudgedByTheClockOfTheDatabase(long ahead) {
        assertThat(judge(90, ahead, 80, 95, 0)).isEqualTo(Verdict.NEEDS_PROOF);
        assertThat(judge(90, ahead, 91, 95, 0)).isEqualTo(Verdict.NEW);
        assertThat(judge(90, ahead, 80, 95, 96)).isEqualTo(Verdict.NEW);
        assertThat(judge(90, ahead, 80, 85, 0)).isEqualTo(Verdict.OVERTAKEN);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, 3600, -3600})
    void asksForProofWhereTheOrderCannotBeTold(long ahead) {
        assertThat(judge(90, ahead, 80, 88, 0)).isEqualTo(Verdict.NEEDS_PROOF);
        assertThat(judge(90, ahead, 90.2, 95, 0)).isEqualTo(Verdict.NEEDS_PROOF);
        assertThat(judge(90, ahead, 80, 95, 90.2)).isEqualTo(Verdict.NEEDS_PROOF);
    }
}
