package io.panelws.jetty;

import io.panelws.api.NodeTraffic;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What all connected nodes have answered to the question for their traffic. Each connection is in one of the maps, in the
 * order in which the nodes have connected. Immutable.
 *
 * @param answered what nodes have said
 * @param failed why others have said nothing; among them all of generation 1, which cannot be asked
 */
public record TrafficOfNodes(Map<Node, NodeTraffic> answered, Map<Node, NodeAskException> failed) {

    /** Copies the maps. */
    public TrafficOfNodes {
        answered = Collections.unmodifiableMap(new LinkedHashMap<>(answered));
        failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
    }
}
