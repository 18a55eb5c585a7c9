package io.panelws.testkit.bench;

import io.panelws.api.WsRequest;
import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.ConcurrentNodeClient;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeException;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.node.TrafficQuery;
import java.time.InstantSource;
import java.util.Map;

/**
 * The node simulator's own client of either generation, stopped at the first failure: it neither sends again nor falls back
 * to HTTP. Thread-safe in generation 2, whose requests share the connection.
 *
 * @param client carries the requests
 * @param aborting ends the client's connection
 */
record WebSocketLink(Requester client, Runnable aborting) implements Link {

    static WebSocketLink of(NodeOptions options, int generation) {
        if (generation == 1) {
            NodeClient client = new NodeClient(options, InstantSource.system(), WebSocketLink::stopAtFailure);
            return new WebSocketLink(client, client::abort);
        }
        ConcurrentNodeClient client = new ConcurrentNodeClient(
                options,
                new TrafficQuery("panel-ws bench", Map::of),
                InstantSource.system(),
                WebSocketLink::stopAtFailure);
        return new WebSocketLink(client, client::abort);
    }

    @Override
    public Exchange exchange(WsRequest request) {
        try {
            return client.exchange(request);
        } catch (NodeException | InterruptedException e) {
            throw new IllegalStateException("the node client went on after a failure", e);
        }
    }

    @Override
    public void abort() {
        aborting.run();
    }

    @Override
    public void close() {
        client.close();
    }

    /** Told of a failure, and by its own one the end of the exchange: no second attempt, no cooldown. */
    private static void stopAtFailure(Attempt attempt) {
        if (attempt.outcome() != Outcome.ANSWERED) {
            throw new UnansweredException(attempt.outcome(), attempt.status(), attempt.detail());
        }
    }
}
