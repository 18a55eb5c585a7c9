package io.panelws.testkit.panel;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON of the user call: the one payload that grows with the panel, about 100 bytes a user. */
final class UserList {

    private UserList() {}

    static String json(List<User> users) {
        StringWriter text = new StringWriter(16 + 100 * users.size());
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject().name("users").beginArray();
            for (User user : users) {
                json.beginObject();
                json.name("id").value(user.id());
                json.name("uuid").value(user.uuid());
                json.name("speed_limit").value(user.speedLimit());
                json.name("device_limit").value(user.deviceLimit());
                json.endObject();
            }
            json.endArray().endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
