package io.panelws.jetty;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of one connection of a node at a moment. Of a connection that has ended it is what was known at its end.
 * Immutable. Its numbers are read one after another while messages go on, so they may be a message apart.
 *
 * @param since when the connection was opened
 * @param lastMessage when the last message had come from the node
 * @param generation 1, or 2 once the node has sent an {@code id}; empty before its first message
 * @param letIn whether the panel has answered one of its messages with 2xx
 * @param requests the node's requests so far
 * @param errors those that were answered with 400 and above, or got no whole answer
 * @param repeated {@code POST}s that the node has sent again and that were not executed twice
 * @param open requests of the node that wait or run
 * @param asked requests of the panel that the node has not answered yet
 * @param bytesIn received from the node, frames and all
 * @param bytesOut sent to the node, frames and all
 * @param unansweredPings pings since the last pong; a node of generation 1 answers them only while it waits for an answer (P-16)
 */
public record NodeFacts(
        Instant since,
        Optional<Instant> lastMessage,
        OptionalInt generation,
        boolean letIn,
        long requests,
        long errors,
        long repeated,
        int open,
        int asked,
        long bytesIn,
        long bytesOut,
        int unansweredPings) {

    /**
     * Of a connection on which nothing has happened.
     *
     * @param since when it was opened
     * @return facts without numbers
     */
    public static NodeFacts none(Instant since) {
        return new NodeFacts(since, Optional.empty(), OptionalInt.empty(), false, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
