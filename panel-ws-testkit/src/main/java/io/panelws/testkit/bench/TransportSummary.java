package io.panelws.testkit.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * All measured rounds of one transport together.
 *
 * @param answered answers with a status below 400
 * @param seconds how long the rounds took together
 * @param latencies in nanoseconds; not to be changed
 * @param errors how often each kind of error occurred, by name
 * @param unsent requests that were due and not sent
 * @param cpuNanos processor time of this process
 */
public record TransportSummary(
        long answered, double seconds, Histogram latencies, Map<String, Long> errors, long unsent, long cpuNanos) {

    static TransportSummary of(List<RoundResult> rounds) {
        Histogram latencies = Meter.noLatencies();
        Map<String, Long> errors = new TreeMap<>();
        for (RoundResult round : rounds) {
            latencies.add(round.latencies());
            round.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum));
        }
        return new TransportSummary(
                rounds.stream().mapToLong(RoundResult::answered).sum(),
                rounds.stream().mapToDouble(RoundResult::seconds).sum(),
                latencies,
                errors,
                rounds.stream().mapToLong(RoundResult::unsent).sum(),
                rounds.stream().mapToLong(RoundResult::cpuNanos).sum());
    }

    /**
     * How much was answered.
     *
     * @return answers a second
     */
    public double perSecond() {
        return seconds > 0 ? answered / seconds : 0;
    }

    /**
     * How long it took.
     *
     * @return the latencies in a few figures
     */
    public Latency latency() {
        return Latency.of(latencies);
    }

    /**
     * All kinds of errors together.
     *
     * @return how many there were
     */
    public long errorCount() {
        return sum(errors.values());
    }

    /**
     * What this process spends on one request.
     *
     * @return nanoseconds of processor time
     */
    public long cpuPerRequest() {
        long requests = answered + errorCount();
        return requests == 0 ? 0 : cpuNanos / requests;
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
