package io.panelws.testkit.bench;

import io.panelws.testkit.node.NodeOptions;
import java.util.List;

/**
 * Which panel is asked, and as whom. Immutable.
 *
 * @param options the panel's addresses, the token, whom to trust, and how long a request may take; its node is not asked for
 * @param nodeIds the panel's numbers for the nodes; taken in turn where there are fewer than nodes
 */
public record BenchTarget(NodeOptions options, List<Integer> nodeIds) {

    /**
     * Copies the ids.
     *
     * @throws IllegalArgumentException when there is none
     */
    public BenchTarget {
        nodeIds = List.copyOf(nodeIds);
        if (nodeIds.isEmpty()) {
            throw new IllegalArgumentException("there is no node id");
        }
    }

    /** How one of the nodes is set up; counted from 0. */
    NodeOptions node(int index) {
        int id = nodeIds.get(index % nodeIds.size());
        return new NodeOptions(
                options.apiUrl(),
                options.wsUrl(),
                options.nodeType(),
                id,
                options.token(),
                options.timeout(),
                options.tls());
    }
}
