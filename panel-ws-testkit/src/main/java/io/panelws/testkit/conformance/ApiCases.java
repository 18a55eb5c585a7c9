package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;
import static io.panelws.testkit.conformance.Check.Bound.should;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.panelws.testkit.conformance.Check.Bound;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The API table: what the calls answer. */
final class ApiCases {

    private static final String TABLE = "the API table";

    static final List<Bound> ALL = List.of(
            must(
                    "api/config",
                    TABLE,
                    "The settings are a JSON object with an integer server_port.",
                    probe -> requireInteger(object(probe, Call.CONFIG), "server_port")),
            must(
                    "api/user",
                    TABLE,
                    "The users are an array, each with an integer id, a uuid and integer limits.",
                    ApiCases::users),
            must(
                    "api/alivelist",
                    TABLE,
                    "The list of who is online is an object from user ids to numbers, also when it is empty.",
                    ApiCases::alivelist),
            must("api/etag", TABLE, "The settings and the users have an entity tag.", ApiCases::etag),
            should(
                    "api/forbidden",
                    TABLE,
                    "A wrong token is answered with 403 and a JSON message.",
                    ApiCases::forbidden),
            must("api/push", TABLE, "Traffic is taken with {\"data\":true}.", ApiCases::push)
                    .writing(),
            must("api/alive", TABLE, "Addresses are taken with {\"data\":true}.", ApiCases::alive)
                    .writing());

    private ApiCases() {}

    static long firstUser(Probe probe) throws IOException, Finding {
        JsonArray users = array(object(probe, Call.USER));
        if (users.isEmpty()) {
            throw Finding.skipped("the panel has no user for whom something could be reported");
        }
        return requireInteger(user(users.get(0)), "id");
    }

    /** Never the same twice in a short time: a panel may take an equal push for one that is sent again (P-15). */
    static int fewBytes() {
        return ThreadLocalRandom.current().nextInt(1, 1_000_000);
    }

    static void requireDone(Answer answer) throws Finding {
        Finding.require(answer.status() == 200, "status 200", answer.seen());
        JsonElement done = object(answer.text()).get("data");
        Finding.require(
                done != null && done.isJsonPrimitive() && done.getAsBoolean(), "{\"data\":true}", answer.text());
    }

    private static void users(Probe probe) throws IOException, Finding {
        for (JsonElement each : array(object(probe, Call.USER))) {
            JsonObject user = user(each);
            requireInteger(user, "id");
            JsonElement uuid = user.get("uuid");
            Finding.require(
                    uuid != null
                            && uuid.isJsonPrimitive()
                            && !uuid.getAsString().isEmpty(),
                    "a uuid for each user",
                    "a user whose members are " + user.keySet());
            for (String limit : List.of("speed_limit", "device_limit")) {
                if (user.has(limit) && !user.get(limit).isJsonNull()) {
                    requireInteger(user, limit);
                }
            }
        }
    }

    private static void alivelist(Probe probe) throws IOException, Finding {
        JsonObject list = object(probe, Call.ALIVELIST);
        JsonElement alive = list.get("alive");
        Finding.require(alive != null && alive.isJsonObject(), "{\"alive\":{...}}", "" + list);
        for (Map.Entry<String, JsonElement> user : alive.getAsJsonObject().entrySet()) {
            Finding.require(user.getKey().matches("[0-9]+"), "a user id as the name", "\"" + user.getKey() + "\"");
            requireInteger(alive.getAsJsonObject(), user.getKey());
        }
    }

    private static void etag(Probe probe) throws IOException, Finding {
        for (Call call : List.of(Call.CONFIG, Call.USER)) {
            Answer answer = probe.connect().ask(call.get());
            Finding.require(
                    answer.etag().isPresent(),
                    "a header ETag for " + call.path(),
                    "headers " + answer.headers().keySet());
        }
    }

    private static void forbidden(Probe probe) throws IOException, Finding {
        probe.remark("with a wrong token");
        Probe.Handshaken made = probe.open(Probe.handshake(probe.stranger(), Call.CONFIG.path()));
        if (made.connection().isEmpty()) {
            Finding.require(made.head().status() == 403, "status 403", made.seen());
            object(made.body());
        } else {
            Answer answer = made.connection().get().ask(Call.CONFIG.get());
            TokenCases.requireStranger(answer.status() == 403, answer.isSuccess(), "status 403", answer.seen());
            object(answer.text());
        }
    }

    private static void push(Probe probe) throws IOException, Finding {
        long user = firstUser(probe);
        requireDone(probe.connect().ask(Call.PUSH.post("{\"" + user + "\":[" + fewBytes() + ",1]}")));
    }

    private static void alive(Probe probe) throws IOException, Finding {
        long user = firstUser(probe);
        requireDone(probe.connect().ask(Call.ALIVE.post("{\"" + user + "\":[\"203.0.113.7\"]}")));
    }

    private static JsonObject user(JsonElement each) throws Finding {
        Finding.require(each.isJsonObject(), "an object for each user", "" + each);
        return each.getAsJsonObject();
    }

    private static JsonArray array(JsonObject json) throws Finding {
        JsonElement users = json.get("users");
        Finding.require(
                users != null && users.isJsonArray(),
                "{\"users\":[...]}",
                "an object whose members are " + json.keySet());
        return users.getAsJsonArray();
    }

    private static JsonObject object(Probe probe, Call call) throws IOException, Finding {
        Answer answer = probe.connect().ask(call.get());
        Finding.require(answer.status() == 200, "status 200", answer.seen());
        return object(answer.text());
    }

    private static JsonObject object(String text) throws Finding {
        try {
            JsonElement json = JsonParser.parseString(text);
            if (json.isJsonObject()) {
                return json.getAsJsonObject();
            }
        } catch (JsonParseException e) {
            // As with any other text.
        }
        throw Finding.failed("a body that is a JSON object", text.isEmpty() ? "no body" : text);
    }

    private static long requireInteger(JsonObject json, String name) throws Finding {
        String value = "" + json.get(name);
        Finding.require(value.matches("-?[0-9]{1,18}"), "an integer " + name, "\"" + name + "\":" + value);
        return Long.parseLong(value);
    }
}
