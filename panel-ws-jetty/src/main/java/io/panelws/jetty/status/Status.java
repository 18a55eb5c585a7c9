package io.panelws.jetty.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What there is to show at one moment.
 *
 * @param at the moment
 * @param totals figures since the start, by the names that JSON has; their texts are {@code total.NAME}
 * @param nodes a row for each connection
 * @param refusals the last handshakes that were refused, the latest first
 */
public record Status(Instant at, Map<String, Long> totals, List<NodeRow> nodes, List<Refusal> refusals) {

    /**
     * One connection.
     *
     * @param key names the connection, in this process
     * @param type the {@code node_type}
     * @param id the {@code node_id}
     * @param address where it came from
     * @param generation 1 or 2; 0 until the first message
     * @param askable whether the panel can ask it
     * @param since when it was opened
     * @param lastMessage when the last message came; that of the opening before the first
     * @param requests how many messages have come
     * @param errors how many were answered with 400 or more
     * @param bytesIn what has come
     * @param bytesOut what has gone
     * @param repeated how many were repeated POSTs
     * @param open how many are being answered
     */
    public record NodeRow(
            String key,
            String type,
            String id,
            String address,
            int generation,
            boolean askable,
            Instant since,
            Instant lastMessage,
            long requests,
            long errors,
            long bytesIn,
            long bytesOut,
            long repeated,
            int open) {

        /**
         * What a person calls it.
         *
         * @return type and id
         */
        public String name() {
            String name = (type + " " + id).strip();
            return name.isEmpty() ? "?" : name;
        }
    }

    /**
     * A handshake that was refused.
     *
     * @param at when
     * @param node type and id, as it says itself
     * @param address where it came from
     * @param status what it got
     * @param reason why
     */
    public record Refusal(Instant at, String node, String address, int status, String reason) {}

    /**
     * What a node has said of its traffic since its last push (P-18).
     *
     * @param node what a person calls it
     * @param tag the node's own
     * @param users a row for each user
     */
    public record Traffic(String node, String tag, List<UserRow> users) {

        /**
         * One user.
         *
         * @param user the id
         * @param upload bytes from the user
         * @param download bytes to the user
         */
        public record UserRow(long user, long upload, long download) {}
    }
}
