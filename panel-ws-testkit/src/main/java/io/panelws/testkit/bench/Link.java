package io.panelws.testkit.bench;

import io.panelws.api.WsRequest;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Transport;

/**
 * One node's way to the panel: one connection, kept, and dialled again where it was lost. Each request is tried once: what a
 * node would repair by sending again is what a bench has to count. Not thread-safe.
 */
interface Link extends AutoCloseable {

    /**
     * Gets one request answered; blocks until the deadline at most.
     *
     * @throws UnansweredException when there is no answer
     */
    Exchange exchange(WsRequest request);

    @Override
    void close();

    static Link over(Transport transport, NodeOptions options) {
        return transport == Transport.WEBSOCKET ? new WebSocketLink(options) : new HttpLink(options);
    }
}
