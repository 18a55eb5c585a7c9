package io.panelws.testkit.bench;

import org.HdrHistogram.Histogram;

/**
 * What happened in a short piece of a round.
 *
 * @param place the round
 * @param from when the piece began, in seconds since the round did
 * @param to when it ended
 * @param answered answers with a status below 400 in it
 * @param errors errors since the round began
 * @param latencies its latencies in nanoseconds, with the wall clock's times of its begin and end; not to be changed
 */
public record Sample(RoundPlace place, double from, double to, long answered, long errors, Histogram latencies) {

    /**
     * How much was answered.
     *
     * @return answers a second
     */
    public double perSecond() {
        return to > from ? answered / (to - from) : 0;
    }
}
