package io.panelws.testkit.node;

/**
 * One try to get one request answered.
 *
 * @param transport how it travelled
 * @param connection which of the client's WebSocket connections, counted from 1 over all dials; 0 for HTTP
 * @param method the request's method
 * @param path the request's path, without the node's query
 * @param outcome how it ended
 * @param status the status of the response or of the refused handshake, 0 where there is none
 * @param detail what went wrong, for a person; empty where a response arrived. Never holds the token
 */
public record Attempt(
        Transport transport, int connection, String method, String path, Outcome outcome, int status, String detail) {}
