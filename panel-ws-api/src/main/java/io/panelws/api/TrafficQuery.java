package io.panelws.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The one question that today's nodes answer: what their users have moved and not yet reported (P-18). Immutable.
 *
 * @param tag the name that the node's program has given to the node, empty for the one whose connection it is
 * @param user the id of the one user to tell of, empty for all
 */
public record TrafficQuery(Optional<String> tag, OptionalLong user) {

    /** The path that it is asked for. */
    public static final String PATH = "/api/v1/server/UniProxy/traffic/query";

    /** Asks for all users of the connection's node. */
    public static final TrafficQuery ALL = new TrafficQuery(Optional.empty(), OptionalLong.empty());

    private static final Map<String, List<String>> HEADERS = Map.of("Content-Type", List.of("application/json"));

    /** Checks that nothing is null. */
    public TrafficQuery {
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(user, "user");
    }

    /**
     * Asks for one user.
     *
     * @param user the user's id
     * @return a query of the connection's node
     */
    public static TrafficQuery of(long user) {
        return new TrafficQuery(Optional.empty(), OptionalLong.of(user));
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
        return "TrafficQuery" + new String(body(), StandardCharsets.UTF_8);
    }
}
