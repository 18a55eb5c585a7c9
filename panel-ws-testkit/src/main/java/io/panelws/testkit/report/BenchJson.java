package io.panelws.testkit.report;

import com.google.gson.annotations.SerializedName;
import io.panelws.testkit.bench.BenchPlan;
import io.panelws.testkit.bench.BenchResult;
import io.panelws.testkit.bench.Latency;
import io.panelws.testkit.bench.Machine;
import io.panelws.testkit.bench.Ratio;
import io.panelws.testkit.bench.RoundResult;
import io.panelws.testkit.bench.TransportSummary;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The result of a bench as JSON: milliseconds and seconds as numbers, the token nowhere. */
public final class BenchJson {

    /** Changes when a member is renamed or means something else; not when one is added. */
    private static final int FORMAT = 1;

    private static final double NANOS_IN_A_MILLISECOND = 1e6;

    private record Document(
            int format,
            String startedAt,
            boolean cutShort,
            Settings settings,
            Machine machine,
            Transports transports,
            Ratios webSocketToHttp,
            List<Round> rounds) {}

    private record Settings(
            String url,
            String httpUrl,
            String nodeType,
            int nodes,
            int generation,
            int inFlight,
            double durationSeconds,
            int roundsOfEach,
            double warmUpSeconds,
            double timeoutSeconds,
            boolean writes,
            Double rate) {}

    private record Transports(Summary websocket, Summary http) {}

    private record Summary(
            long answers,
            double requestsPerSecond,
            Millis latencyMillis,
            double clientCpuMillisPerRequest,
            long unsent,
            Map<String, Long> errors) {}

    private record Millis(
            double min,
            double mean,
            double stddev,
            double p50,
            double p90,
            double p99,
            @SerializedName("p99.9") double p999,
            double max) {}

    private record Ratios(Ratio requestsPerSecond, Ratio p50, Ratio p99) {}

    private record Round(
            int number,
            String transport,
            double startSeconds,
            double seconds,
            boolean cutShort,
            long answers,
            double requestsPerSecond,
            Millis latencyMillis,
            long unsent,
            Map<String, Long> errors) {}

    private BenchJson() {}

    /**
     * Writes the result.
     *
     * @param result of a bench
     * @return one JSON object
     */
    public static String of(BenchResult result) {
        return Json.withNulls(new Document(
                FORMAT,
                result.startedAt().toString(),
                result.isCutShort(),
                settings(result.target().options(), result.plan()),
                result.machine(),
                new Transports(summary(result.summary(Transport.WEBSOCKET)), summary(result.summary(Transport.HTTP))),
                new Ratios(
                        result.throughputRatio().orElse(null),
                        result.p50Ratio().orElse(null),
                        result.p99Ratio().orElse(null)),
                result.measured().stream().map(BenchJson::round).toList()));
    }

    private static Settings settings(NodeOptions panel, BenchPlan plan) {
        return new Settings(
                panel.wsUrl().toString(),
                panel.apiUrl().toString(),
                panel.nodeType(),
                plan.nodes(),
                plan.generation(),
                plan.inFlight(),
                seconds(plan.duration()),
                plan.rounds(),
                seconds(plan.warmUp()),
                seconds(panel.timeout()),
                plan.writes(),
                plan.rate().isPresent() ? plan.rate().getAsDouble() : null);
    }

    private static Summary summary(TransportSummary summary) {
        return new Summary(
                summary.answered(),
                summary.perSecond(),
                millis(summary.latency()),
                summary.cpuPerRequest() / NANOS_IN_A_MILLISECOND,
                summary.unsent(),
                summary.errors());
    }

    private static Round round(RoundResult round) {
        return new Round(
                round.place().number(),
                round.place().transport().toString(),
                round.startedAt(),
                round.seconds(),
                round.isCutShort(),
                round.answered(),
                round.perSecond(),
                millis(round.latency()),
                round.unsent(),
                round.errors());
    }

    private static Millis millis(Latency nanos) {
        return new Millis(
                nanos.min() / NANOS_IN_A_MILLISECOND,
                nanos.mean() / NANOS_IN_A_MILLISECOND,
                nanos.stddev() / NANOS_IN_A_MILLISECOND,
                nanos.p50() / NANOS_IN_A_MILLISECOND,
                nanos.p90() / NANOS_IN_A_MILLISECOND,
                nanos.p99() / NANOS_IN_A_MILLISECOND,
                nanos.p999() / NANOS_IN_A_MILLISECOND,
                nanos.max() / NANOS_IN_A_MILLISECOND);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
