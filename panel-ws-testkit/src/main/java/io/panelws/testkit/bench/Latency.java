package io.panelws.testkit.bench;

import org.HdrHistogram.Histogram;

/**
 * A distribution in five figures, in nanoseconds; all 0 where it is empty.
 *
 * @param p50 half of the requests took at most so long
 * @param p90 90 % did
 * @param p99 99 % did
 * @param p999 99.9 % did
 * @param max all did
 */
record Latency(long p50, long p90, long p99, long p999, long max) {

    static Latency of(Histogram nanos) {
        return new Latency(
                nanos.getValueAtPercentile(50),
                nanos.getValueAtPercentile(90),
                nanos.getValueAtPercentile(99),
                nanos.getValueAtPercentile(99.9),
                nanos.getMaxValue());
    }
}
