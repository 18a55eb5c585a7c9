package io.panelws.testkit.node;

import java.net.URI;
import java.time.Duration;

/**
 * How a node is set up. Immutable.
 *
 * @param apiUrl the panel over HTTP, {@code http://panel}; also the fallback
 * @param wsUrl the {@code WsURL}: scheme and host of the WebSocket, its path in front of every request path (P-1)
 * @param nodeType the kind of node, {@code vless} for one
 * @param nodeId the panel's number for this node
 * @param token the secret shared with the panel
 * @param timeout the one deadline of a request, connection and resend included (P-13); zero stands for five seconds
 */
public record NodeOptions(URI apiUrl, URI wsUrl, String nodeType, int nodeId, String token, Duration timeout) {

    /** The timeout as nodes are configured by default (P-13). */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** The port that a node dials where no {@code WsURL} is configured (P-1). */
    public static final int DEFAULT_PORT = 51821;

    private static final Duration ZERO_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Checks the addresses.
     *
     * @throws IllegalArgumentException when a URL has the wrong scheme or no host, or the timeout is negative
     */
    public NodeOptions {
        check(apiUrl, "http");
        check(wsUrl, "ws");
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("the timeout is negative");
        }
        timeout = timeout.isZero() ? ZERO_TIMEOUT : timeout;
    }

    /**
     * A node that is told the panel's WebSocket address alone; the fallback is the same address over HTTP.
     *
     * @param wsUrl the {@code WsURL}, {@code ws://panel:51821/ws} for one
     * @param nodeType the kind of node
     * @param nodeId the panel's number for this node
     * @param token the secret shared with the panel
     * @return options with the default timeout
     */
    public static NodeOptions overWebSocket(URI wsUrl, String nodeType, int nodeId, String token) {
        check(wsUrl, "ws");
        URI apiUrl = URI.create("http" + wsUrl.toString().substring("ws".length()));
        return new NodeOptions(apiUrl, wsUrl, nodeType, nodeId, token, DEFAULT_TIMEOUT);
    }

    /**
     * A node without a {@code WsURL}: it dials port 51821 of the panel's host (P-1).
     *
     * @param apiUrl the panel over HTTP
     * @param nodeType the kind of node
     * @param nodeId the panel's number for this node
     * @param token the secret shared with the panel
     * @return options with the default timeout
     */
    public static NodeOptions withoutWsUrl(URI apiUrl, String nodeType, int nodeId, String token) {
        check(apiUrl, "http");
        String scheme = "ws" + apiUrl.getScheme().substring("http".length());
        URI wsUrl = URI.create(scheme + "://" + apiUrl.getHost() + ":" + DEFAULT_PORT);
        return new NodeOptions(apiUrl, wsUrl, nodeType, nodeId, token, DEFAULT_TIMEOUT);
    }

    /**
     * The same with another deadline.
     *
     * @param timeout how long a request may take; zero stands for five seconds
     * @return new options
     */
    public NodeOptions withTimeout(Duration timeout) {
        return new NodeOptions(apiUrl, wsUrl, nodeType, nodeId, token, timeout);
    }

    /**
     * The same with another address for the fallback.
     *
     * @param apiUrl the panel over HTTP
     * @return new options
     */
    public NodeOptions withApiUrl(URI apiUrl) {
        return new NodeOptions(apiUrl, wsUrl, nodeType, nodeId, token, timeout);
    }

    /** Shows everything but the token. */
    @Override
    public String toString() {
        return "NodeOptions[apiUrl=" + apiUrl + ", wsUrl=" + wsUrl + ", nodeType=" + nodeType + ", nodeId=" + nodeId
                + ", timeout=" + timeout + "]";
    }

    private static void check(URI url, String scheme) {
        boolean known = scheme.equals(url.getScheme()) || (scheme + "s").equals(url.getScheme());
        if (!known || url.getHost() == null) {
            throw new IllegalArgumentException("not a URL of the form " + scheme + "://host or " + scheme + "s://host");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("the node adds the query itself: the URL must have none");
        }
    }
}
