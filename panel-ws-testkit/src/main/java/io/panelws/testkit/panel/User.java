package io.panelws.testkit.panel;

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

    private static String uuid(int id) {
        byte[] name = ("user " + id).getBytes(StandardCharsets.US_ASCII);
        return UUID.nameUUIDFromBytes(name).toString();
    }
}
