package io.panelws.testkit.panel;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the bodies of the two POST calls: a JSON object with a user id for each name. */
final class PerUser {

    /** Reads the value of one name. */
    @FunctionalInterface
    interface Value<T> {
        T read(JsonReader json) throws IOException, BadInputException;
    }

    private PerUser() {}

    static <T> Map<Integer, T> read(byte[] body, Value<T> value) throws BadInputException {
        try (JsonReader json = new JsonReader(new StringReader(new String(body, StandardCharsets.UTF_8)))) {
            json.setStrictness(Strictness.STRICT);
            expect(json, JsonToken.BEGIN_OBJECT, "The body is not a JSON object.");
            Map<Integer, T> values = new LinkedHashMap<>();
            json.beginObject();
            while (json.hasNext()) {
                int user = userId(json.nextName());
                if (values.containsKey(user)) {
                    throw new BadInputException("The body names user " + user + " twice.");
                }
                values.put(user, value.read(json));
            }
            json.endObject();
            expect(json, JsonToken.END_DOCUMENT, "The body goes on after its JSON object.");
            return values;
        } catch (MalformedJsonException | EOFException e) {
            throw new BadInputException("The body is not JSON.");
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail otherwise", e);
        }
    }

    static void expect(JsonReader json, JsonToken token, String otherwise) throws IOException, BadInputException {
        if (json.peek() != token) {
            throw new BadInputException(otherwise);
        }
    }

    private static int userId(String name) throws BadInputException {
        if (!name.matches("[0-9]{1,9}")) {
            throw new BadInputException("The body has a name that is not a user id.");
        }
        return Integer.parseInt(name);
    }
}
