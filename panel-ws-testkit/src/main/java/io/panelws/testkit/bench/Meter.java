package io.panelws.testkit.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Counts what happens in one round. Its latencies are those of answers with a status below 400, and of requests that waited
 * in vain: timed out, or due and not sent when the round ended. Leaving those out would hide a panel that stands still.
 *
 * <p>Nanoseconds, exact to a microsecond and to three digits, at most an hour. This class is thread-safe.
 */
final class Meter {

    private static final long LOWEST = 1_000;
    private static final long HIGHEST = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final Recorder latencies = new Recorder(LOWEST, HIGHEST, DIGITS);
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final LongAdder answered = new LongAdder();
    private final LongAdder unsent = new LongAdder();
    private volatile boolean interrupted;

    static Histogram noLatencies() {
        return new Histogram(LOWEST, HIGHEST, DIGITS);
    }

    /** An answer with a status below 400. */
    void answered(long latency) {
        answered.increment();
        record(latency);
    }

    /** The bench ends its connections: what fails from now on is its own doing. */
    void interrupted() {
        interrupted = true;
    }

    /** An answer that is an error (P-11), or none at all. */
    void failed(String kind) {
        if (interrupted) {
            return;
        }
        errors.computeIfAbsent(kind, name -> new LongAdder()).increment();
    }

    /** No answer within the deadline. */
    void timedOut(String kind, long waited) {
        failed(kind);
        record(waited);
    }

    /** A request that was due, and whose turn did not come before the round's end. */
    void unsent(long waited) {
        unsent.increment();
        record(waited);
    }

    /** The latencies since the last call. One thread only. */
    Histogram takeLatencies() {
        return latencies.getIntervalHistogram();
    }

    long answered() {
        return answered.sum();
    }

    long unsent() {
        return unsent.sum();
    }

    /** How often each kind of error occurred. */
    Map<String, Long> errors() {
        Map<String, Long> sums = new TreeMap<>();
        errors.forEach((kind, count) -> sums.put(kind, count.sum()));
        return sums;
    }

    private void record(long latency) {
        latencies.recordValue(Math.min(HIGHEST, Math.max(0, latency)));
    }
}
