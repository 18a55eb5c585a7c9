package io.panelws.testkit.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** Records as JSON, a member for each component. Stateless. */
final class Json {

    private static final GsonBuilder PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping();
    private static final Gson WITHOUT_NULLS = PRETTY.create();
    private static final Gson WITH_NULLS = PRETTY.serializeNulls().create();

    private Json() {}

    /** What is null is left out. */
    static String of(Record value) {
        return WITHOUT_NULLS.toJson(value) + "\n";
    }

    /** What is null is written as such: scripts find every member. */
    static String withNulls(Record value) {
        return WITH_NULLS.toJson(value) + "\n";
    }
}
