package io.panelws.testkit.node;

import io.panelws.testkit.wire.PanelUrl;
import io.panelws.testkit.wire.Tls;
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
 * @param httpTimeout the deadline of each try over plain HTTP (P-14); zero stands for five seconds
 * @param tls whom the node trusts where an address is of TLS
 */
public record NodeOptions(
        URI apiUrl,
        URI wsUrl,
        String nodeType,
        int nodeId,
        String token,
        Duration timeout,
        Duration httpTimeout,
        Tls tls) {

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
        apiUrl = PanelUrl.checked(apiUrl, "http");
        wsUrl = PanelUrl.checked(wsUrl, "ws");
        timeout = checked(timeout);
        httpTimeout = checked(httpTimeout);
    }

    /**
     * A node that waits as long over plain HTTP as over WebSocket.
     *
     * @param apiUrl the panel over HTTP
     * @param wsUrl the {@code WsURL}
     * @param nodeType the kind of node
     * @param nodeId the panel's number for this node
     * @param token the secret shared with the panel
     * @param timeout of a request, and of each try over plain HTTP
     * @param tls whom the node trusts
     */
    public NodeOptions(URI apiUrl, URI wsUrl, String nodeType, int nodeId, String token, Duration timeout, Tls tls) {
        this(apiUrl, wsUrl, nodeType, nodeId, token, timeout, timeout, tls);
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
        URI checked = PanelUrl.checked(wsUrl, "ws");
        URI apiUrl = URI.create("http" + checked.toString().substring("ws".length()));
        return new NodeOptions(apiUrl, checked, nodeType, nodeId, token, DEFAULT_TIMEOUT, Tls.SYSTEM);
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
        URI checked = PanelUrl.checked(apiUrl, "http");
        String scheme = "ws" + checked.getScheme().substring("http".length());
        String host = PanelUrl.address(checked).getHostString();
        String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
        URI wsUrl = URI.create(scheme + "://" + bracketed + ":" + DEFAULT_PORT);
        return new NodeOptions(checked, wsUrl, nodeType, nodeId, token, DEFAULT_TIMEOUT, Tls.SYSTEM);
    }

    /**
     * The same with another deadline, over plain HTTP too.
     *
     * @param timeout how long a request may take; zero stands for five seconds
     * @return new options
     */
    public NodeOptions withTimeout(Duration timeout) {
        return new NodeOptions(apiUrl, wsUrl, nodeType, nodeId, token, timeout, tls);
    }

    /**
     * The same with another deadline over plain HTTP: for nodes that are to give up WebSocket soon, and HTTP not at all.
     *
     * @param httpTimeout how long each try may take; zero stands for five seconds
     * @return new options
     */
    public NodeOptions withHttpTimeout(Duration httpTimeout) {
        return new NodeOptions(apiUrl, wsUrl, nodeType, nodeId, token, timeout, httpTimeout, tls);
    }

    /**
     * The same with another address for the fallback.
     *
     * @param apiUrl the panel over HTTP
     * @return new options
     */
    public NodeOptions withApiUrl(URI apiUrl) {
        return new NodeOptions(apiUrl, wsUrl, nodeType, nodeId, token, timeout, httpTimeout, tls);
    }

    /**
     * The same with another secret.
     *
     * @param token what the node shows to the panel
     * @return new options
     */
    public NodeOptions withToken(String token) {
        return new NodeOptions(apiUrl, wsUrl, nodeType, nodeId, token, timeout, httpTimeout, tls);
    }

    /**
     * The same with other trust.
     *
     * @param tls whom the node trusts
     * @return new options
     */
    public NodeOptions withTls(Tls tls) {
        return new NodeOptions(apiUrl, wsUrl, nodeType, nodeId, token, timeout, httpTimeout, tls);
    }

    /**
     * The address of a handshake: the {@code WsURL}, the path behind it, the node's query (P-1, P-3).
     *
     * @param path a path as a message has it
     * @return a {@code ws} or {@code wss} URL that holds the token
     */
    public URI webSocketUrl(String path) {
        return PanelUrl.of(wsUrl, path, query());
    }

    /**
     * The address of the same call over HTTP.
     *
     * @param path a path as a message has it
     * @return an {@code http} or {@code https} URL that holds the token
     */
    public URI httpUrl(String path) {
        return PanelUrl.of(apiUrl, path, query());
    }

    /** Shows everything but the token. */
    @Override
    public String toString() {
        return "NodeOptions[apiUrl=" + apiUrl + ", wsUrl=" + wsUrl + ", nodeType=" + nodeType + ", nodeId=" + nodeId
                + ", timeout=" + timeout + ", httpTimeout=" + httpTimeout + "]";
    }

    /** What a node calls itself to its panel. */
    String tag() {
        return nodeType + "-" + nodeId;
    }

    private static Duration checked(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("the timeout is negative");
        }
        return timeout.isZero() ? ZERO_TIMEOUT : timeout;
    }

    /** The parameters in alphabetical order, form-encoded as Go's {@code url.Values} does. */
    private String query() {
        return "node_id=" + nodeId + "&node_type=" + PanelUrl.form(nodeType) + "&token=" + PanelUrl.form(token);
    }
}
