package io.panelws.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a node says its users have moved and it has not reported yet: the answer to a {@link Query} (P-18). Immutable.
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
     * The one question that today's nodes answer: what their users have moved and not yet reported (P-18). Immutable.
     *
     * @param tag the name that the node's program has given to the node, empty for the one whose connection it is
     * @param user the id of the one user to tell of, empty for all
     */
    public record Query(Optional<String> tag, OptionalLong user) {

        /** The path that it is asked for. */
        public static final String PATH = "/api/v1/server/UniProxy/traffic/query";

        /** Asks for all users of the connection's node. */
        public static final Query ALL = new Query(Optional.empty(), OptionalLong.empty());

        private static final Map<String, List<String>> HEADERS = Map.of("Content-Type", List.of("application/json"));

        /** Checks that nothing is null. */
        public Query {
            Objects.requireNonNull(tag, "tag");
            Objects.requireNonNull(user, "user");
        }

        /**
         * Asks for one user.
         *
         * @param user the user's id
         * @return a query of the connection's node
         */
        public static Query of(long user) {
            return new Query(Optional.empty(), OptionalLong.of(user));
        }

        /**
         * The request that asks it: a {@code GET} where all is asked for, else a {@code POST} with a body.
         *
         * @return a request without an id
         */
        public WsRequest request() {
            return equals(ALL)
                    ? new WsRequest("GET", PATH, Map.of(), new byte[0])
                    : new WsRequest("POST", PATH, HEADERS, body());
        }

        private byte[] body() {
            PieceBuffer out = new PieceBuffer(64);
            out.reserve(1);
            out.put('{');
            tag.ifPresent(name -> {
                out.reserve(6);
                out.ascii("\"tag\":");
                JsonText.write(name, out);
            });
            String number = user.isPresent() ? "\"uid\":" + user.getAsLong() : "";
            out.reserve(number.length() + 2);
            if (tag.isPresent() && user.isPresent()) {
                out.put(',');
            }
            out.ascii(number);
            out.put('}');
            ByteBuffer taken = out.take();
            byte[] bytes = new byte[taken.remaining()];
            taken.get(bytes);
            return bytes;
        }

        @Override
        public String toString() {
            return "NodeTraffic.Query" + new String(body(), StandardCharsets.UTF_8);
        }
    }

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
