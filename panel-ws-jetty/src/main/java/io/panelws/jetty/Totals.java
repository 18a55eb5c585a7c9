package io.panelws.jetty;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What has happened since the web application started, for the page and the MBean. The names under which it is counted are
 * few, whatever strangers write.
 *
 * <p>This class is thread-safe; on the way of a message it takes no lock.
 */
final class Totals implements Observer {

    /** How many refused handshakes are kept. */
    static final int MAX_REFUSALS = 50;

    private static final String OTHER = "OTHER";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");
    private static final int ERROR = 400;
    private static final int FIRST_PRIVATE_CODE = 3000;

    private final LongAdder accepted = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final Map<RefusedHandshake.Reason, LongAdder> refused = new EnumMap<>(RefusedHandshake.Reason.class);
    private final Map<Answer, Sum> answers = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> closes = new ConcurrentHashMap<>();

    // Guarded by itself.
    private final Deque<Refusal> refusals = new ArrayDeque<>();

    /** By what answers are counted: {@code OTHER} for methods that HTTP does not know, 0 where there was no whole answer. */
    record Answer(String method, int status) {

        static Answer of(String method, int status) {
            return new Answer(METHODS.contains(method) ? method : OTHER, status);
        }

        @Override
        public String toString() {
            return method + " " + (status == 0 ? "none" : status);
        }
    }

    /** How many, and how long together. */
    record Sum(LongAdder count, LongAdder nanos) {}

    /** A refused handshake, and when. */
    record Refusal(Instant at, RefusedHandshake handshake) {}

    Totals() {
        for (RefusedHandshake.Reason reason : RefusedHandshake.Reason.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    @Override
    public void connected(Node node) {
        accepted.increment();
    }

    @Override
    public void disconnected(Node node, Disconnection how) {
        closes.computeIfAbsent(how.by() + " " + code(how), key -> new LongAdder())
                .increment();
    }

    @Override
    public void refused(RefusedHandshake handshake) {
        refused.get(handshake.reason()).increment();
        synchronized (refusals) {
            refusals.addFirst(new Refusal(Instant.now(), handshake));
            if (refusals.size() > MAX_REFUSALS) {
                refusals.removeLast();
            }
        }
    }

    @Override
    public void repeated(RepeatedPost post) {
        repeated.increment();
    }

    @Override
    public void answered(Node node, String method, int status, long nanos, long bytesIn, long bytesOut) {
        requests.increment();
        if (status >= ERROR || status == 0) {
            errors.increment();
        }
        Answer answer = Answer.of(method, status);
        Sum sum = answers.get(answer);
        if (sum == null) {
            sum = answers.computeIfAbsent(answer, key -> new Sum(new LongAdder(), new LongAdder()));
        }
        sum.count().increment();
        sum.nanos().add(nanos);
    }

    /** The code of a close; those of libraries and applications are one, since a node may choose any. */
    static String code(Disconnection how) {
        return how.code() >= FIRST_PRIVATE_CODE ? "private" : Integer.toString(how.code());
    }

    long accepted() {
        return accepted.sum();
    }

    long repeated() {
        return repeated.sum();
    }

    long requests() {
        return requests.sum();
    }

    /** Those with 400 and above, and those without a whole answer. */
    long errors() {
        return errors.sum();
    }

    Map<String, Long> refused() {
        Map<String, Long> sums = new TreeMap<>();
        refused.forEach((reason, sum) -> sums.put(reason.name(), sum.sum()));
        return sums;
    }

    Map<String, Long> closes() {
        Map<String, Long> sums = new TreeMap<>();
        closes.forEach((how, sum) -> sums.put(how, sum.sum()));
        return sums;
    }

    Map<Answer, Sum> answers() {
        return Map.copyOf(answers);
    }

    /** The latest first. */
    List<Refusal> refusals() {
        synchronized (refusals) {
            return List.copyOf(refusals);
        }
    }
}
