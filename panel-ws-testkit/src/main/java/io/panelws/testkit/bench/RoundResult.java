package io.panelws.testkit.bench;

import java.util.ArrayList;
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
 * @param latencies in nanoseconds: of those answers, and of requests that waited in vain; not to be changed
 * @param errors how often each kind of error occurred, by name
 * @param unsent requests that were due and not sent when the round ended; 0 without a rate
 * @param cpuNanos processor time of this process, 0 where the platform does not tell
 * @param pieces throughput piece by piece
 * @param isCutShort whether it was interrupted; what was under way then is counted nowhere
 */
public record RoundResult(
        RoundPlace place,
        double startedAt,
        double seconds,
        long answered,
        Histogram latencies,
        Map<String, Long> errors,
        long unsent,
        long cpuNanos,
        List<Piece> pieces,
        boolean isCutShort) {

    /** Copies errors and pieces. */
    public RoundResult {
        errors = Collections.unmodifiableMap(new TreeMap<>(errors));
        pieces = List.copyOf(pieces);
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
     * Throughput in a piece of a round.
     *
     * @param from when the piece began, in seconds since the round did
     * @param to when it ended
     * @param answered answers with a status below 400 in it
     */
    public record Piece(double from, double to, long answered) {

        /**
         * How much was answered.
         *
         * @return answers a second
         */
        public double perSecond() {
            return to > from ? answered / (to - from) : 0;
        }

        /** The same with a last piece of less than half the length of the first added to the one before: it shows no rate. */
        static List<Piece> withoutShortEnd(List<Piece> pieces) {
            if (pieces.size() < 2
                    || pieces.get(pieces.size() - 1).length() >= pieces.get(0).length() / 2) {
                return pieces;
            }
            Piece last = pieces.get(pieces.size() - 1);
            Piece before = pieces.get(pieces.size() - 2);
            List<Piece> merged = new ArrayList<>(pieces.subList(0, pieces.size() - 2));
            merged.add(new Piece(before.from(), last.to(), before.answered() + last.answered()));
            return merged;
        }

        private double length() {
            return to - from;
        }
    }
}
