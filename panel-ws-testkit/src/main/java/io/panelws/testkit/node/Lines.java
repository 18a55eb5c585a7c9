package io.panelws.testkit.node;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.testkit.wire.Deadline;

/** The WebSocket connections of a node, one at a time. */
interface Lines {

    /** One connection, from its handshake to its first failure. */
    interface Line {

        /** Which of the node's connections, counted from 1 over all dials. */
        int index();

        WsResponse exchange(WsRequest request, Deadline deadline) throws AttemptException;
    }

    /** The connection that there is, or a new one; fails where there is none to be had. */
    Line current(WsRequest first, Deadline deadline) throws AttemptException;

    /** Ends a connection that has failed, so that it is not the current one any more. */
    void abandon(Line line);

    /** How often was dialled, failures included. */
    int dials();
}
