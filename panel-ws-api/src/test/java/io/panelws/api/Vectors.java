package io.panelws.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** Lines that Go's {@code encoding/json} printed, each with what it means to a node; see the README.md beside them. */
final class Vectors {

    private Vectors() {}

    static Stream<Arguments> of(String file) throws IOException {
        try (InputStream lines = Vectors.class.getResourceAsStream(file)) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> JsonParser.parseString(line).getAsJsonObject())
                    .map(vector -> Arguments.of(Named.of(text(vector, "name"), vector)));
        }
    }

    static String message(JsonObject vector) {
        return text(vector, "message");
    }

    static WsRequest request(JsonObject vector) {
        return new WsRequest(
                vector.get("id").getAsLong(),
                text(vector, "method"),
                text(vector, "path"),
                headers(vector),
                Base64.getDecoder().decode(text(vector, "body")));
    }

    static WsResponse response(JsonObject vector) {
        return new WsResponse(
                vector.get("id").getAsLong(),
                vector.get("status").getAsInt(),
                headers(vector),
                Base64.getDecoder().decode(text(vector, "body")));
    }

    private static String text(JsonObject vector, String member) {
        return vector.get(member).getAsString();
    }

    private static Map<String, List<String>> headers(JsonObject vector) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        vector.getAsJsonObject("headers").asMap().forEach((name, values) -> headers.put(name, strings(values)));
        return headers;
    }

    /** Go's {@code nil} slice is written as {@code null} and means no values. */
    private static List<String> strings(JsonElement values) {
        List<String> strings = new ArrayList<>();
        if (!values.isJsonNull()) {
            values.getAsJsonArray().forEach(value -> strings.add(value.getAsString()));
        }
        return strings;
    }
}
