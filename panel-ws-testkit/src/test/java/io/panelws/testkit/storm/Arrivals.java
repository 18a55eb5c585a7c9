package io.panelws.testkit.storm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * What becomes of nodes that come back after a restart, by calculation: a server that lets in so many a second, nodes that
 * wait for 4 s at most, and that come again a minute after they were refused (P-5).
 */
final class Arrivals {

    private static final double PATIENCE_SECONDS = 4;
    private static final double COOLDOWN_SECONDS = 60;

    /** When nodes come. */
    enum Pattern {
        AT_ONCE("all in the same moment"),
        AT_ONCE_THEN_SPREAD("all in the same moment, refused ones after 60 to 120 s"),
        OVER_A_MINUTE("each at its next poll, spread over 60 s");

        private final String text;

        Pattern(String text) {
            this.text = text;
        }
    }

    /** Seconds from the restart, and counts. */
    record Result(Pattern pattern, int nodes, double perSecond, int mostPerSecond, int refusals, double last) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "arrivals: %,d nodes, %s, %,.0f let in a second: at most %,d come in a second, %,d refusals, the last is in"
                            + " after %,.0f s",
                    nodes,
                    pattern.text,
                    perSecond,
                    mostPerSecond,
                    refusals,
                    last);
        }
    }

    private Arrivals() {}

    static Result of(Pattern pattern, int nodes, double perSecond) {
        SplittableRandom random = new SplittableRandom(nodes);
        PriorityQueue<Double> coming = new PriorityQueue<>();
        for (int i = 0; i < nodes; i++) {
            coming.add(pattern == Pattern.OVER_A_MINUTE ? COOLDOWN_SECONDS * random.nextDouble() : 0);
        }
        double free = 0;
        double last = 0;
        int refusals = 0;
        List<Integer> seconds = new ArrayList<>();
        while (!coming.isEmpty()) {
            double now = coming.remove();
            count(seconds, (int) now);
            double begin = Math.max(now, free);
            if (begin - now > PATIENCE_SECONDS) {
                refusals++;
                double jitter = pattern == Pattern.AT_ONCE ? 0 : COOLDOWN_SECONDS * random.nextDouble();
                coming.add(now + PATIENCE_SECONDS + COOLDOWN_SECONDS + jitter);
            } else {
                free = begin + 1 / perSecond;
                last = free;
            }
        }
        return new Result(
                pattern,
                nodes,
                perSecond,
                seconds.stream().mapToInt(Integer::intValue).max().orElse(0),
                refusals,
                last);
    }

    private static void count(List<Integer> seconds, int second) {
        while (seconds.size() <= second) {
            seconds.add(0);
        }
        seconds.set(second, seconds.get(second) + 1);
    }

    /** How many a second are let in, and prints the table. */
    public static void main(String[] arguments) {
        double perSecond = Double.parseDouble(arguments[0]);
        for (int nodes : new int[] {5_000, 10_000, 100_000, 1_000_000}) {
            for (Pattern pattern : Pattern.values()) {
                System.out.println(of(pattern, nodes, perSecond));
            }
        }
    }
}
