package io.panelws.jetty.endpoint;

import io.panelws.api.WsCodec;
import io.panelws.jetty.dispatch.Dispatcher;
import io.panelws.jetty.replay.ReplayGuard;
import io.panelws.jetty.rules.RequestHeaders;
import io.panelws.jetty.rules.UrlPatterns;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * What all connections of one mounted filter share. Immutable, and of thread-safe parts.
 *
 * @param dispatcher lets the container answer
 * @param codec reads the messages
 * @param patterns which paths messages may reach
 * @param headers merges headers
 * @param methods the methods that messages may use
 * @param guard keeps a {@code POST} from being executed twice, if that is wanted
 * @param budget bounds the memory for messages in progress
 * @param limits numbers
 * @param clock tells how long a connection has been idle
 */
public record Mount(
        Dispatcher dispatcher,
        WsCodec codec,
        UrlPatterns patterns,
        RequestHeaders headers,
        Set<String> methods,
        Optional<ReplayGuard> guard,
        MessageBudget budget,
        Limits limits,
        InstantSource clock) {

    /**
     * Numbers from the options.
     *
     * @param maxMessageBytes the largest message
     * @param maxResponseBytes the largest response body, decoded
     * @param maxQueued how many messages of a connection may wait behind those that run
     * @param maxConcurrent how many messages with an {@code id} may run side by side on a connection
     * @param requestTimeout how long a request may take before it is answered with 504
     * @param writeTimeout how long a piece of an answer may take to be written
     * @param idleTimeout how long a connection may be without a message
     */
    public record Limits(
            int maxMessageBytes,
            long maxResponseBytes,
            int maxQueued,
            int maxConcurrent,
            Duration requestTimeout,
            Duration writeTimeout,
            Duration idleTimeout) {}
}
