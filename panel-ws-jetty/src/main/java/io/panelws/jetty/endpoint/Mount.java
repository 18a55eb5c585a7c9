package io.panelws.jetty.endpoint;

import io.panelws.api.WsCodec;
import io.panelws.jetty.dispatch.Dispatcher;
import io.panelws.jetty.rules.RequestHeaders;
import io.panelws.jetty.rules.UrlPatterns;
import java.time.Duration;
import java.util.Set;

/**
 * What all connections of one mounted filter share. Immutable; the dispatcher is thread-safe.
 *
 * @param dispatcher lets the container answer
 * @param codec reads the messages
 * @param patterns which paths messages may reach
 * @param headers merges headers
 * @param methods the methods that messages may use
 * @param requestTimeout how long a request may take before it is answered with 504
 * @param maxMessageBytes the largest message
 * @param maxResponseBytes the largest response body, decoded
 * @param maxQueued how many messages of a connection may wait behind those that run
 * @param maxConcurrent how many messages with an {@code id} may run side by side on a connection
 */
public record Mount(
        Dispatcher dispatcher,
        WsCodec codec,
        UrlPatterns patterns,
        RequestHeaders headers,
        Set<String> methods,
        Duration requestTimeout,
        int maxMessageBytes,
        long maxResponseBytes,
        int maxQueued,
        int maxConcurrent) {}
