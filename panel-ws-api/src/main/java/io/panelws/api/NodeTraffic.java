package io.panelws.api;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node says its users have moved and it has not reported yet: the answer to a {@link TrafficQuery} (P-18). Immutable.
 *
 * @param tag the name that the node's program has given to the node, possibly empty
 * @param users those with traffic, as the node has ordered them
 */
public record NodeTraffic(String tag, List<User> users) {

    /** Copies the list. */
    public NodeTraffic {
        users = List.copyOf(users);
    }

    /**
     * One user's traffic.
     *
     * @param id the user's id
     * @param upload bytes from the user
     * @param download bytes to the user
     */
    public record User(long id, long upload, long download) {}

    /**
     * Reads the body of a node's answer. Members that the protocol does not know are passed over; those that are absent or
     * {@code null} are 0, empty or none, as Go writes them.
     *
     * @param body {@code {"tag":...,"traffic":[{"UID":1,"Upload":2,"Download":3}]}}, names in this very spelling
     * @return the traffic
     * @throws WsCodecException when it is something else; the sentence says what is wrong, and repeats nothing of it
     */
    public static NodeTraffic read(ByteBuffer body) throws WsCodecException {
        byte[] bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        JsonScanner json = new JsonScanner(bytes, 0, bytes.length);
        try {
            NodeTraffic traffic = traffic(json);
            if (json.hasText()) {
                throw new JsonException("The traffic has text behind the JSON object.");
            }
            return traffic;
        } catch (JsonException e) {
            throw new WsCodecException(WsRequest.NO_ID, e.getMessage().replace("The message", "The traffic"));
        }
    }

    private static NodeTraffic traffic(JsonScanner json) throws JsonException {
        String tag = "";
        List<User> users = List.of();
        open(json, '{', "The traffic is not a JSON object.");
        while (json.hasNext('}')) {
            String name = json.name();
            json.passOverColon();
            if (name.equals("tag") && !json.isNull()) {
                tag = json.string("tag");
            } else if (name.equals("traffic") && !json.isNull()) {
                users = users(json);
            } else if (!name.equals("tag") && !name.equals("traffic")) {
                json.passOver();
            }
        }
        return new NodeTraffic(tag, users);
    }

    private static List<User> users(JsonScanner json) throws JsonException {
        open(json, '[', "The traffic's list is not an array.");
        List<User> users = new ArrayList<>();
        while (json.hasNext(']')) {
            users.add(user(json));
        }
        return users;
    }

    private static User user(JsonScanner json) throws JsonException {
        long id = 0;
        long upload = 0;
        long download = 0;
        open(json, '{', "The traffic of a user is not an object.");
        while (json.hasNext('}')) {
            String name = json.name();
            json.passOverColon();
            switch (name) {
                case "UID" -> id = number(json, name);
                case "Upload" -> upload = number(json, name);
                case "Download" -> download = number(json, name);
                default -> json.passOver();
            }
        }
        return new User(id, upload, download);
    }

    private static long number(JsonScanner json, String what) throws JsonException {
        return json.isNull() ? 0 : json.integer(what);
    }

    private static void open(JsonScanner json, char bracket, String sentence) throws JsonException {
        if (json.peek() != bracket) {
            throw json.unexpected(sentence);
        }
        json.open();
    }
}
