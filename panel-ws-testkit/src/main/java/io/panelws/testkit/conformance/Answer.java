package io.panelws.testkit.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The answer in a message, read as forgivingly as it can be: what is wrong with its form is for the cases about form to
 * find, and must not hide what the others look for.
 */
record Answer(Received.Message message, JsonObject json, int status, Map<String, List<String>> headers, byte[] body) {

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_=\\s-]*+");

    static Answer of(Received.Message message) throws Finding {
        JsonObject json = object(message);
        return new Answer(
                message,
                json,
                status(member(json, "status")),
                headers(member(json, "headers")),
                body(member(json, "body")));
    }

    /** A member by its name in any case. */
    static Optional<JsonElement> member(JsonObject json, String name) {
        return json.entrySet().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isJsonNull())
                .findFirst();
    }

    /** What is behind the base64, for people to read. */
    static Optional<String> decodedBody(Received.Message message) {
        try {
            return Optional.of(of(message).text()).filter(text -> !text.isEmpty());
        } catch (Finding noAnswer) {
            return Optional.empty();
        }
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }

    Optional<String> etag() {
        return header("ETag").filter(tag -> !tag.isBlank());
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    String seen() {
        return "status " + status
                + (body.length == 0
                        ? " without a body"
                        : body.length <= 300 ? ": " + text() : " with a body of " + body.length + " bytes");
    }

    private static JsonObject object(Received.Message message) throws Finding {
        try {
            JsonElement element = JsonParser.parseString(message.string());
            if (element.isJsonObject()) {
                return element.getAsJsonObject();
            }
        } catch (JsonParseException e) {
            // As with any other value.
        }
        throw Finding.of("a message that is one JSON object (P-6)", message.seen(), "an answer that is no JSON object");
    }

    private static int status(Optional<JsonElement> value) throws Finding {
        try {
            return (int) value.orElseThrow().getAsDouble();
        } catch (RuntimeException e) {
            throw Finding.of(
                    "a status, which is an integer (P-7)",
                    value.map(JsonElement::toString).orElse("none"),
                    "an answer without a status");
        }
    }

    private static Map<String, List<String>> headers(Optional<JsonElement> value) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        if (value.isPresent() && value.get().isJsonObject()) {
            value.get().getAsJsonObject().asMap().forEach((name, values) -> headers.put(name, strings(values)));
        }
        return headers;
    }

    private static List<String> strings(JsonElement values) {
        List<String> strings = new ArrayList<>();
        if (values.isJsonPrimitive()) {
            strings.add(values.getAsString());
        } else if (values.isJsonArray()) {
            for (JsonElement each : values.getAsJsonArray()) {
                strings.add(each.isJsonPrimitive() ? each.getAsString() : each.toString());
            }
        }
        return strings;
    }

    /** Where it is no base64 at all, the text itself: then that is what the panel has sent. */
    private static byte[] body(Optional<JsonElement> value) {
        String text = value.map(body -> body.isJsonPrimitive() ? body.getAsString() : body.toString())
                .orElse("");
        try {
            return BASE64.matcher(text).matches()
                    ? Base64.getMimeDecoder().decode(text.replace('-', '+').replace('_', '/'))
                    : text.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
