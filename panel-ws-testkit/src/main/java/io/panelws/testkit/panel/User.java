package io.panelws.testkit.panel;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A customer of the panel, as nodes see one.
 *
 * @param id the user's number
 * @param uuid the credential that the user's client shows to a node
 * @param speedLimit in Mbit/s, 0 for none
 * @param deviceLimit how many devices may be online, 0 for any
 */
public record User(int id, String uuid, int speedLimit, int deviceLimit) {

    /**
     * Invents users, always the same for the same number.
     *
     * @param count how many
     * @return users with the ids 1 to {@code count}
     */
    public static List<User> sample(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(id -> new User(id, uuid(id), 0, 0))
                .toList();
    }

    /** The body of the user call: the one that grows with the panel, about 100 bytes a user. */
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

    private static String uuid(int id) {
        byte[] name = ("user " + id).getBytes(StandardCharsets.US_ASCII);
        return UUID.nameUUIDFromBytes(name).toString();
    }
}
