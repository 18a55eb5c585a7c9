package io.panelws.jetty;

import io.panelws.api.NodeTraffic;
import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Who is at the other end of a connection, as its handshake said (P-3), whether that is true is for the panel to say; what is
 * known of the connection; and a way to ask the node. Each connection is a node of its own, equal to itself alone.
 *
 * <p>Implementations are panel-ws's own and thread-safe; {@code toString} is fit for a log line: it names type, id and
 * address and never the token. One may be kept after its connection has ended, for its {@link #facts()}.
 */
public interface Node {

    /**
     * How many requests of the panel a connection has room for, until they are answered or given up and the panel has been
     * told.
     */
    int MAX_ASKED = 64;

    /**
     * The {@code node_type}.
     *
     * @return the type, empty where the handshake has none
     */
    default String type() {
        return parameter("node_type").orElse("");
    }

    /**
     * The {@code node_id}.
     *
     * @return the id, empty where the handshake has none
     */
    default String id() {
        return parameter("node_id").orElse("");
    }

    /**
     * The number of the connection.
     *
     * @return one that no other connection of this process has, in the order in which they came
     */
    long number();

    /**
     * The address that the handshake came from.
     *
     * @return an IP address, or what a trusted proxy has put in its place
     */
    String remoteAddress();

    /**
     * What is known of the connection.
     *
     * @return a copy, made at once without blocking
     */
    NodeFacts facts();

    /**
     * Tells whether the node can be asked: its connection is open, it has sent a message with an {@code id}, by which it
     * shows that it is of generation 2 (P-8, P-18), and the panel has answered one of those with 2xx.
     *
     * @return false also for a node of generation 2 that has just connected
     */
    boolean isAskable();

    /**
     * Sends the node a request and tells what it answers. May be called by any thread, and does not block.
     *
     * <p>The stage is completed once: with the answer, whatever its status; or exceptionally with a {@link NodeAskException}.
     * What depends on it, and is not asynchronous, runs in threads of panel-ws that are there for that alone, {@value
     * PanelWs#THREADS} at most, with the web application's class loader; or in the calling thread, when the stage is complete
     * already. So it may block, and stalls no node. To wait for it in a servlet ({@code toCompletableFuture().join()}) holds
     * the servlet's thread: where all of the server's threads wait so, no answer is read before some have waited in vain.
     * An asynchronous servlet has no such trouble. And a servlet that handles a message of the same node may wait in vain if
     * the node has sent more than {@code maxQueuedRequests} requests meanwhile, behind which its answer is not read.
     *
     * <p>An answer may have {@code maxMessageBytes}, like every message. What comes too late, a second time or with an
     * {@code id} that nobody has asked with is passed over.
     *
     * @param request method, path, headers and body; its {@code id} is replaced
     * @param timeout how long to wait, more than 0
     * @return the answer to come
     * @throws IllegalArgumentException when the timeout is not positive
     */
    CompletionStage<WsResponse> ask(WsRequest request, Duration timeout);

    /**
     * Asks the node for the traffic of its users that it has not reported yet (P-18).
     *
     * @param query for whom
     * @param timeout as for {@link #ask}
     * @return as {@link #ask} does; an answer of another status than 2xx is {@link NodeAskException.Reason#REFUSED}
     * @throws IllegalArgumentException when the timeout is not positive
     */
    CompletionStage<NodeTraffic> traffic(NodeTraffic.Query query, Duration timeout);

    /**
     * Asks the node for the traffic of all its users that it has not reported yet (P-18).
     *
     * @param timeout as for {@link #ask}
     * @return as {@link #traffic(NodeTraffic.Query, Duration)} does
     * @throws IllegalArgumentException when the timeout is not positive
     */
    default CompletionStage<NodeTraffic> traffic(Duration timeout) {
        return traffic(NodeTraffic.Query.ALL, timeout);
    }

    /**
     * A parameter of the handshake's query, such as {@code token}.
     *
     * @param name the decoded name
     * @return the first value, decoded
     */
    Optional<String> parameter(String name);
}
