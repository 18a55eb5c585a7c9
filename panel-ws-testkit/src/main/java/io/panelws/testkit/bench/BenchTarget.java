package io.panelws.testkit.bench;

import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.wire.Tls;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Which panel is asked, and as whom. Immutable.
 *
 * @param wsUrl the panel over WebSocket, as a node's {@code WsURL}
 * @param httpUrl the same panel over HTTP
 * @param nodeType the kind of node
 * @param nodeIds the panel's numbers for the nodes; taken in turn where there are fewer than nodes
 * @param token the secret shared with the panel
 * @param timeout how long one request may take (P-13)
 */
public record BenchTarget(
        URI wsUrl, URI httpUrl, String nodeType, List<Integer> nodeIds, String token, Duration timeout) {

    /**
     * Checks the addresses and copies the ids.
     *
     * @throws IllegalArgumentException when a URL has the wrong scheme or no host, there is no id, or the timeout is not
     *     positive
     */
    public BenchTarget {
        nodeIds = List.copyOf(nodeIds);
        if (nodeIds.isEmpty()) {
            throw new IllegalArgumentException("there is no node id");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout is not positive");
        }
        new NodeOptions(httpUrl, wsUrl, nodeType, nodeIds.get(0), token, timeout, Tls.SYSTEM);
    }

    /**
     * How one of the nodes is set up.
     *
     * @param index which node, counted from 0
     * @return its options
     */
    NodeOptions node(int index) {
        return new NodeOptions(
                httpUrl, wsUrl, nodeType, nodeIds.get(index % nodeIds.size()), token, timeout, Tls.SYSTEM);
    }

    /** Shows everything but the token. */
    @Override
    public String toString() {
        return "BenchTarget[wsUrl=" + wsUrl + ", httpUrl=" + httpUrl + ", nodeType=" + nodeType + ", nodeIds=" + nodeIds
                + ", timeout=" + timeout + "]";
    }
}
