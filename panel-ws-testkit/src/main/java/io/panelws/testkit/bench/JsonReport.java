package io.panelws.testkit.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.panelws.testkit.node.Transport;
import java.util.Map;
import java.util.Optional;

/** The result as JSON: milliseconds and seconds as numbers, the token nowhere. */
public final class JsonReport {

    /** Changes when a member is renamed or means something else; not when one is added. */
    private static final int FORMAT = 1;

    private static final double NANOS_IN_A_MILLISECOND = 1e6;
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private JsonReport() {}

    /**
     * Writes the result.
     *
     * @param result of a bench
     * @return one JSON object
     */
    public static String of(BenchResult result) {
        JsonObject report = new JsonObject();
        report.addProperty("format", FORMAT);
        report.addProperty("startedAt", result.startedAt().toString());
        report.add("settings", settings(result.target(), result.plan()));
        report.add("machine", GSON.toJsonTree(result.machine()));
        JsonObject transports = new JsonObject();
        for (Transport transport : Transport.values()) {
            transports.add(transport.toString(), summary(result.summary(transport)));
        }
        report.add("transports", transports);
        JsonObject ratios = new JsonObject();
        ratios.add("requestsPerSecond", ratio(result.throughputRatio()));
        ratios.add("p50", ratio(result.p50Ratio()));
        ratios.add("p99", ratio(result.p99Ratio()));
        report.add("webSocketToHttp", ratios);
        JsonArray rounds = new JsonArray();
        result.measured().forEach(round -> rounds.add(round(round)));
        report.add("rounds", rounds);
        return GSON.toJson(report);
    }

    private static JsonObject settings(BenchTarget target, BenchPlan plan) {
        JsonObject json = new JsonObject();
        json.addProperty("url", target.wsUrl().toString());
        json.addProperty("httpUrl", target.httpUrl().toString());
        json.addProperty("nodeType", target.nodeType());
        json.addProperty("nodes", plan.nodes());
        json.addProperty("durationSeconds", plan.duration().toMillis() / 1e3);
        json.addProperty("roundsOfEach", plan.rounds());
        json.addProperty("warmUpSeconds", plan.warmUp().toMillis() / 1e3);
        json.addProperty("timeoutSeconds", target.timeout().toMillis() / 1e3);
        json.addProperty("writes", plan.writes());
        json.addProperty("rate", plan.rate().isPresent() ? plan.rate().getAsDouble() : null);
        return json;
    }

    private static JsonObject summary(TransportSummary summary) {
        JsonObject json = new JsonObject();
        json.addProperty("answers", summary.answered());
        json.addProperty("requestsPerSecond", summary.perSecond());
        json.add("latencyMillis", latency(summary.latency()));
        json.addProperty("clientCpuMillisPerRequest", summary.cpuPerRequest() / NANOS_IN_A_MILLISECOND);
        json.addProperty("unsent", summary.unsent());
        json.add("errors", errors(summary.errors()));
        return json;
    }

    private static JsonObject round(RoundResult round) {
        JsonObject json = new JsonObject();
        json.addProperty("number", round.place().number());
        json.addProperty("transport", round.place().transport().toString());
        json.addProperty("startSeconds", round.startedAt());
        json.addProperty("seconds", round.seconds());
        json.addProperty("answers", round.answered());
        json.addProperty("requestsPerSecond", round.perSecond());
        json.add("latencyMillis", latency(round.latency()));
        json.addProperty("unsent", round.unsent());
        json.add("errors", errors(round.errors()));
        return json;
    }

    private static JsonObject latency(Latency nanos) {
        JsonObject json = new JsonObject();
        json.addProperty("p50", nanos.p50() / NANOS_IN_A_MILLISECOND);
        json.addProperty("p90", nanos.p90() / NANOS_IN_A_MILLISECOND);
        json.addProperty("p99", nanos.p99() / NANOS_IN_A_MILLISECOND);
        json.addProperty("p99.9", nanos.p999() / NANOS_IN_A_MILLISECOND);
        json.addProperty("max", nanos.max() / NANOS_IN_A_MILLISECOND);
        return json;
    }

    private static JsonObject errors(Map<String, Long> errors) {
        JsonObject json = new JsonObject();
        errors.forEach(json::addProperty);
        return json;
    }

    private static JsonElement ratio(Optional<Ratio> ratio) {
        return ratio.map(GSON::toJsonTree).orElse(JsonNull.INSTANCE);
    }
}
