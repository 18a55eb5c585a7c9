package io.panelws.testkit.it;

import io.panelws.testkit.node.ConcurrentNodeClient;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.node.TrafficQuery;
import io.panelws.testkit.node.UniProxyNode;
import java.net.URI;
import java.util.Map;

/** How a node speaks. */
enum Generation {
    /** One request at a time, without {@code id}. */
    FIRST {
        @Override
        Requester client(NodeOptions options) {
            return new NodeClient(options);
        }
    },
    /** Several at a time, each with an {@code id}. */
    SECOND {
        @Override
        Requester client(NodeOptions options) {
            return new ConcurrentNodeClient(options, new TrafficQuery("", Map::of));
        }
    };

    abstract Requester client(NodeOptions options);

    /** A node with the number of its generation. */
    UniProxyNode node(String wsUrl, String token) {
        return new UniProxyNode(client(NodeOptions.overWebSocket(URI.create(wsUrl), "vless", ordinal() + 1, token)));
    }
}
