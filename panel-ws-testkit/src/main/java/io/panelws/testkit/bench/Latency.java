package io.panelws.testkit.bench;

import org.HdrHistogram.Histogram;

/**
 * A distribution in a few figures, in nanoseconds; all 0 where it is empty.
 *
 * @param min the shortest
 * @param mean the arithmetic mean
 * @param stddev the standard deviation
 * @param p50 half of the requests took at most so long
 * @param p90 90 % did
 * @param p99 99 % did
 * @param p999 99.9 % did
 * @param max all did
 */
public record Latency(long min, double mean, double stddev, long p50, long p90, long p99, long p999, long max) {

    /**
     * Sums up.
     *
     * @param nanos latencies in nanoseconds
     * @return its figures
     */
    public static Latency of(Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return new Latency(0, 0, 0, 0, 0, 0, 0, 0);
        }
        return new Latency(
                nanos.getMinValue(),
                nanos.getMean(),
                nanos.getStdDeviation(),
                nanos.getValueAtPercentile(50),
                nanos.getValueAtPercentile(90),
                nanos.getValueAtPercentile(99),
                nanos.getValueAtPercentile(99.9),
                nanos.getMaxValue());
    }
}
