package io.panelws.testkit.bench;

import io.panelws.api.WsRequest;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.node.Transport;
import java.util.Locale;

/**
 * One node's way to the panel: one connection, kept, and dialled again where it was lost. Each request is tried once: what a
 * node would repair by sending again is what a bench has to count. Not thread-safe, apart from {@link #abort}.
 */
interface Link extends Requester {

    /**
     * Gets one request answered; blocks until the deadline at most.
     *
     * @throws UnansweredException when there is no answer
     */
    @Override
    Exchange exchange(WsRequest request);

    /** Ends the connection at once, from any thread; a request under way fails. */
    void abort();

    static Link over(Transport transport, NodeOptions options, int generation) {
        return transport == Transport.WEBSOCKET ? WebSocketLink.of(options, generation) : new HttpLink(options);
    }

    /** A request without an answer. The message is for a person and does not hold the token. */
    final class UnansweredException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final Outcome outcome;
        private final int status;

        UnansweredException(Outcome outcome, int status, String detail) {
            super(detail);
            this.outcome = outcome;
            this.status = status;
        }

        boolean isTimeout() {
            return outcome == Outcome.TIMED_OUT;
        }

        /** Under which name it is counted. */
        String kind() {
            return outcome == Outcome.REFUSED
                    ? "handshake refused with " + status
                    : outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
