package io.panelws.testkit.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.panelws.testkit.conformance.CaseResult;
import io.panelws.testkit.conformance.ConformanceCase;
import io.panelws.testkit.conformance.Verdict;

/** A report for programs, in JSON. */
public final class JsonReport {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private JsonReport() {}

    /**
     * Writes a report.
     *
     * @param report what to write
     * @return a JSON object with the members {@code panel}, {@code at}, {@code strict}, {@code summary}, {@code cases}
     */
    public static String of(Report report) {
        JsonObject json = new JsonObject();
        json.addProperty("panel", report.panel());
        json.addProperty("at", report.at().toString());
        json.addProperty("strict", report.strict());
        JsonObject summary = new JsonObject();
        for (Outcome outcome : Outcome.values()) {
            summary.addProperty(outcome.word(), report.count(outcome));
        }
        summary.addProperty("milliseconds", report.took().toMillis());
        json.add("summary", summary);
        JsonArray cases = new JsonArray();
        report.results().forEach(result -> cases.add(json(report, result)));
        json.add("cases", cases);
        return GSON.toJson(json) + "\n";
    }

    private static JsonObject json(Report report, CaseResult result) {
        ConformanceCase c = result.conformanceCase();
        JsonObject json = new JsonObject();
        json.addProperty("id", c.id());
        json.addProperty("level", c.level().name());
        json.addProperty("rule", c.rule());
        json.addProperty("requirement", c.requirement());
        json.addProperty("writes", c.writes());
        json.addProperty("outcome", report.outcome(result).word());
        if (result.verdict() instanceof Verdict.Failed failed) {
            json.addProperty("expected", failed.expected());
            json.addProperty("seen", failed.seen());
        } else if (result.verdict() instanceof Verdict.Follows follows) {
            json.addProperty("from", follows.from());
            json.addProperty("expected", follows.failure().expected());
            json.addProperty("seen", follows.failure().seen());
        } else if (result.verdict() instanceof Verdict.Skipped skipped) {
            json.addProperty("reason", skipped.reason());
        }
        json.addProperty("milliseconds", result.took().toMillis());
        json.add("wireLog", GSON.toJsonTree(result.wireLog()));
        return json;
    }
}
