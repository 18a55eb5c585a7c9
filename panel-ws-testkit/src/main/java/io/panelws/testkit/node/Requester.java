package io.panelws.testkit.node;

import io.panelws.api.WsRequest;

/**
 * Carries a node's requests: {@link NodeClient} as generation 1 does, {@link ConcurrentNodeClient} as generation 2.
 * Implementations are thread-safe.
 */
public interface Requester extends AutoCloseable {

    /**
     * Gets one request answered; blocks until then.
     *
     * @param request what to ask
     * @return the answer, whatever its status
     * @throws NodeException when neither transport brought an answer
     * @throws InterruptedException when the thread is interrupted
     * @throws IllegalStateException when the client is closed
     */
    Exchange exchange(WsRequest request) throws NodeException, InterruptedException;

    /** Ends connections and threads. Idempotent. */
    @Override
    void close();
}
