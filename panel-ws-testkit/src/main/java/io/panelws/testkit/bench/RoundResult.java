package io.panelws.testkit.bench;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What one round brought.
 *
 * @param place which round
 * @param startedAt when it began, in seconds since the first one did
 * @param seconds from its begin to its last answer
 * @param answered answers with a status below 400
 * @param latencies in nanoseconds, see {@link Meter}; not to be changed
 * @param errors how often each kind of error occurred, by name
 * @param unsent requests that were due and not sent when the round ended; 0 without a rate
 * @param cpuNanos processor time of this process, 0 where the platform does not tell
 * @param rates throughput piece by piece
 */
record RoundResult(
        RoundPlace place,
        double startedAt,
        double seconds,
        long answered,
        Histogram latencies,
        Map<String, Long> errors,
        long unsent,
        long cpuNanos,
        List<RatePoint> rates) {

    RoundResult {
        errors = Collections.unmodifiableMap(new TreeMap<>(errors));
        rates = List.copyOf(rates);
    }

    double perSecond() {
        return seconds > 0 ? answered / seconds : 0;
    }

    Latency latency() {
        return Latency.of(latencies);
    }
}
