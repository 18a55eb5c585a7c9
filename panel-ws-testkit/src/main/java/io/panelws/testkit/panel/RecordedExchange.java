package io.panelws.testkit.panel;

import io.panelws.testkit.node.Transport;

/**
 * One request that reached the panel, with its answer. Immutable.
 *
 * @param connection the node's connection, counted from 1 in the order in which they were first heard of
 * @param index which request of that connection, counted from 1 in the order of arrival; 0 for a WebSocket's handshake
 * @param transport whether it came as a message over a WebSocket, or as a request over HTTP, as handshakes do
 * @param request what the panel was asked
 * @param response what it answered
 */
public record RecordedExchange(
        int connection, int index, Transport transport, RecordedRequest request, RecordedResponse response) {

    /** Shows no token and no content. */
    @Override
    public String toString() {
        return transport + " " + connection + "." + index + ": " + request + " -> " + response;
    }
}
