package io.panelws.testkit.panel;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.panelws.testkit.panel.PanelServlet.BadInput;
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
        T read(JsonReader json) throws IOException, BadInput;
    }

    private PerUser() {}

    static <T> Map<Integer, T> read(byte[] body, Value<T> value) throws BadInput {
        try (JsonReader json = new JsonReader(new StringReader(new String(body, StandardCharsets.UTF_8)))) {
            json.setStrictness(Strictness.STRICT);
            expect(json, JsonToken.BEGIN_OBJECT, "The body is not a JSON object.");
            Map<Integer, T> values = new LinkedHashMap<>();
            json.beginObject();
            while (json.hasNext()) {
                int user = userId(json.nextName());
                if (values.put(user, value.read(json)) != null) {
                    throw new BadInput("The body names user " + user + " twice.");
                }
            }
            json.endObject();
            expect(json, JsonToken.END_DOCUMENT, "The body goes on after its JSON object.");
            return values;
        } catch (MalformedJsonException | EOFException e) {
            throw new BadInput("The body is not JSON.");
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail otherwise", e);
        }
    }

    static void expect(JsonReader json, JsonToken token, String otherwise) throws IOException, BadInput {
        if (json.peek() != token) {
            throw new BadInput(otherwise);
        }
    }

    /** Digits and nothing else, at most 18. */
    static long number(String text, int digits, String otherwise) throws BadInput {
        if (text.isEmpty() || text.length() > digits || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new BadInput(otherwise);
        }
        return Long.parseLong(text);
    }

    private static int userId(String name) throws BadInput {
        return (int) number(name, 9, "The body has a name that is not a user id.");
    }
}
