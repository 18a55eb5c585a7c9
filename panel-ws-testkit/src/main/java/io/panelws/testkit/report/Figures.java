package io.panelws.testkit.report;

import io.panelws.testkit.bench.BenchPlan;
import io.panelws.testkit.bench.Ratio;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Numbers as people read them; the same in every locale. */
final class Figures {

    private static final double NANOS_IN_A_MILLISECOND = 1e6;

    private Figures() {}

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String perSecond(double rate) {
        return String.format(Locale.ROOT, rate < 100 ? "%,.1f" : "%,.0f", rate);
    }

    /** Milliseconds with three decimals: always the same unit, so that columns compare at a glance. */
    static String millis(double nanos) {
        return String.format(Locale.ROOT, "%,.3f ms", nanos / NANOS_IN_A_MILLISECOND);
    }

    static String ratio(Optional<Ratio> ratio) {
        return ratio.map(r -> String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", r.median(), r.lowest(), r.highest()))
                .orElse("none");
    }

    static String duration(Duration duration) {
        double seconds = duration.toMillis() / 1e3;
        return seconds == Math.rint(seconds)
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.2f s", seconds);
    }

    static String errors(Map<String, Long> errors) {
        return errors.isEmpty()
                ? "none"
                : errors.entrySet().stream()
                        .map(error -> count(error.getValue()) + " x " + error.getKey())
                        .collect(Collectors.joining(", "));
    }

    static String pace(BenchPlan plan) {
        return plan.rate().isPresent()
                ? "open loop, " + perSecond(plan.rate().getAsDouble()) + " requests/s"
                : "closed loop";
    }

    static String nodes(BenchPlan plan) {
        String nodes = plural(plan.nodes(), "node");
        return plan.generation() == 1
                ? nodes
                : nodes + " of generation 2 with " + plural(plan.inFlight(), "request") + " in flight each";
    }

    static String plural(long count, String thing) {
        return count(count) + " " + thing + (count == 1 ? "" : "s");
    }
}
