package io.panelws.testkit.bench;

import io.panelws.api.WsRequest;
import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeException;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Outcome;
import java.time.InstantSource;

/** The node simulator's own client, stopped at the first failure: it neither sends again nor falls back to HTTP. */
final class WebSocketLink implements Link {

    private final NodeClient client;

    WebSocketLink(NodeOptions options) {
        client = new NodeClient(options, InstantSource.system(), WebSocketLink::stopAtFailure);
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
