package io.panelws.testkit.conformance;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What the stricter of the nodes' decoders, Go's {@code encoding/json/v2}, objects to (P-12). */
final class JsonText {

    private JsonText() {}

    /** The reason why this is not one JSON object and nothing else. */
    static Optional<String> malformation(String text) {
        if (text.startsWith("\uFEFF")) {
            return Optional.of("a byte order mark in front");
        }
        try {
            JsonReader json = strict(text);
            if (json.peek() != JsonToken.BEGIN_OBJECT) {
                return Optional.of("not an object");
            }
            json.skipValue();
            return json.peek() == JsonToken.END_DOCUMENT ? Optional.empty() : Optional.of("text behind the object");
        } catch (IOException | IllegalStateException e) {
            return Optional.of("not valid JSON, or text behind the object");
        }
    }

    /** The name of a member that one of the objects has twice. */
    static Optional<String> duplicate(String text) {
        try {
            return duplicate(strict(text));
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Optional<String> duplicate(JsonReader json) throws IOException {
        Optional<String> found = Optional.empty();
        switch (json.peek()) {
            case BEGIN_OBJECT -> {
                Set<String> names = new HashSet<>();
                json.beginObject();
                while (found.isEmpty() && json.hasNext()) {
                    String name = json.nextName();
                    found = names.add(name) ? duplicate(json) : Optional.of(name);
                }
                if (found.isEmpty()) {
                    json.endObject();
                }
            }
            case BEGIN_ARRAY -> {
                json.beginArray();
                while (found.isEmpty() && json.hasNext()) {
                    found = duplicate(json);
                }
                if (found.isEmpty()) {
                    json.endArray();
                }
            }
            default -> json.skipValue();
        }
        return found;
    }

    private static JsonReader strict(String text) {
        JsonReader json = new JsonReader(new StringReader(text));
        json.setStrictness(Strictness.STRICT);
        return json;
    }
}
