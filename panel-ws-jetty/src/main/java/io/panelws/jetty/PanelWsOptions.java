package io.panelws.jetty;

import io.panelws.jetty.replay.ReplayStore;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The options of {@link PanelWsFilter}. In web.xml each is an init-param of the same name; in code, {@link #builder()}
 * has a method of the same name. All have defaults, which together protect a heap of 1 GiB.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param dispatch how requests reach the panel's servlets
 * @param handshakeAuth who may open a connection: {@code none}, {@code probe:/path} or {@code class:name}, see {@link NodeAuthenticator}; each
 *     request is authenticated by the panel whatever is chosen here
 * @param allowedMethods the HTTP methods that messages may use, in upper case; another is answered 405
 * @param allowedOrigins values of {@code Origin} whose handshakes are accepted; nodes send none, browsers always do
 * @param proxyHeaders names of further headers that only a proxy in front of the panel may set: they are taken from the
 *     handshake and never from a message
 * @param maxMessageBytes the largest message, base64 included; a larger one closes the connection with 1009
 * @param maxHeaderCount the most header lines in a message; more are answered 400
 * @param maxHeaderBytes the most bytes of all header names and values of a message; more are answered 400
 * @param maxResponseBytes the largest response body, before base64; a larger one is answered 500
 * @param maxPendingBytes the most bytes of messages of all connections together that are being received or answered; one that
 *     goes beyond closes its connection with 1013
 * @param maxConnections the most connections at a time; a further handshake is answered 503
 * @param maxConnectionsPerNode the most connections at a time with the same {@code node_type} and {@code node_id}
 * @param maxHandshakes the most handshakes that may be in progress; a further one is answered 503
 * @param maxQueuedRequests how many messages of a connection may wait before its socket is not read any more
 * @param maxConcurrentRequests how many messages that have an {@code id} may run side by side on a connection
 * @param requestTimeout how long a request may take before it is answered 504
 * @param writeTimeout how long a node may take to receive a piece of an answer before its connection is cut
 * @param idleTimeout how long a connection may be without a message before it is closed with 1001
 * @param keepAlive how often a ping is sent, so that proxies and NATs keep the connection open
 * @param replayGuard whether a {@code POST} that a node sends again because it lost the answer is kept from being executed twice
 * @param replayWindow how long after its end a {@code POST} whose answer may be lost is remembered
 * @param maxRecordedBytes the largest response body that is kept to be sent again; a repeated {@code POST} with a larger one is
 *     answered 409
 * @param nodeAuthenticator judges handshakes, in place of a class named by {@code handshakeAuth}; in code only
 * @param replayStore remembers those {@code POST}s, in place of the memory of this process; in code only
 */
public record PanelWsOptions(
        Dispatch dispatch,
        String handshakeAuth,
        Set<String> allowedMethods,
        Set<String> allowedOrigins,
        Set<String> proxyHeaders,
        int maxMessageBytes,
        int maxHeaderCount,
        int maxHeaderBytes,
        long maxResponseBytes,
        long maxPendingBytes,
        int maxConnections,
        int maxConnectionsPerNode,
        int maxHandshakes,
        int maxQueuedRequests,
        int maxConcurrentRequests,
        Duration requestTimeout,
        Duration writeTimeout,
        Duration idleTimeout,
        Duration keepAlive,
        boolean replayGuard,
        Duration replayWindow,
        int maxRecordedBytes,
        Optional<NodeAuthenticator> nodeAuthenticator,
        Optional<ReplayStore> replayStore) {

    /** What a filter without init-params uses. */
    public static final PanelWsOptions DEFAULT = builder().build();

    /** Copies the sets, keeping their order. */
    public PanelWsOptions {
        allowedMethods = copy(allowedMethods);
        allowedOrigins = copy(allowedOrigins);
        proxyHeaders = copy(proxyHeaders);
        requirePositive("maxMessageBytes", maxMessageBytes);
        requirePositive("maxHeaderCount", maxHeaderCount);
        requirePositive("maxHeaderBytes", maxHeaderBytes);
        requirePositive("maxResponseBytes", maxResponseBytes);
        requirePositive("maxPendingBytes", maxPendingBytes);
        requirePositive("maxConnections", maxConnections);
        requirePositive("maxConnectionsPerNode", maxConnectionsPerNode);
        requirePositive("maxHandshakes", maxHandshakes);
        requirePositive("maxQueuedRequests", maxQueuedRequests);
        requirePositive("maxConcurrentRequests", maxConcurrentRequests);
        requirePositive("requestTimeout", requestTimeout.toMillis());
        requirePositive("writeTimeout", writeTimeout.toMillis());
        requirePositive("idleTimeout", idleTimeout.toMillis());
        requirePositive("keepAlive", keepAlive.toMillis());
        requirePositive("replayWindow", replayWindow.toMillis());
        requirePositive("maxRecordedBytes", maxRecordedBytes);
        if (allowedMethods.isEmpty()) {
            throw new IllegalArgumentException("allowedMethods is empty");
        }
        if (!handshakeAuth.equals("none") && !handshakeAuth.matches("probe:/.*|class:.+")) {
            throw new IllegalArgumentException("handshakeAuth is none of: none, probe:/path, class:name");
        }
    }

    private static Set<String> copy(Collection<String> set) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(set));
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is not positive");
        }
    }

    /**
     * Begins with the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private Dispatch dispatch = Dispatch.REQUEST;
        private String handshakeAuth = "none";
        private Collection<String> allowedMethods = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
        private Collection<String> allowedOrigins = List.of();
        private Collection<String> proxyHeaders = List.of();
        private int maxMessageBytes = 16 << 20;
        private int maxHeaderCount = 100;
        private int maxHeaderBytes = 16 << 10;
        private long maxResponseBytes = 256L << 20;
        private long maxPendingBytes = 64L << 20;
        private int maxConnections = 10_000;
        private int maxConnectionsPerNode = 100;
        private int maxHandshakes = 64;
        private int maxQueuedRequests = 16;
        private int maxConcurrentRequests = 8;
        private Duration requestTimeout = Duration.ofSeconds(60);
        private Duration writeTimeout = Duration.ofSeconds(30);
        private Duration idleTimeout = Duration.ofMinutes(10);
        private Duration keepAlive = Duration.ofSeconds(30);
        private boolean replayGuard = true;
        private Duration replayWindow = Duration.ofSeconds(30);
        private int maxRecordedBytes = 64 << 10;
        private Optional<NodeAuthenticator> nodeAuthenticator = Optional.empty();
        private Optional<ReplayStore> replayStore = Optional.empty();

        private Builder() {}

        /**
         * Sets {@link PanelWsOptions#dispatch()}.
         *
         * @param value the value
         * @return this
         */
        public Builder dispatch(Dispatch value) {
            dispatch = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#handshakeAuth()}.
         *
         * @param value the value
         * @return this
         */
        public Builder handshakeAuth(String value) {
            handshakeAuth = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#allowedMethods()}.
         *
         * @param value the value
         * @return this
         */
        public Builder allowedMethods(Collection<String> value) {
            allowedMethods = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#allowedOrigins()}.
         *
         * @param value the value
         * @return this
         */
        public Builder allowedOrigins(Collection<String> value) {
            allowedOrigins = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#proxyHeaders()}.
         *
         * @param value the value
         * @return this
         */
        public Builder proxyHeaders(Collection<String> value) {
            proxyHeaders = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#maxMessageBytes()}.
         *
         * @param value the value
         * @return this
         */
        public Builder maxMessageBytes(int value) {
            maxMessageBytes = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#maxHeaderCount()}.
         *
         * @param value the value
         * @return this
         */
        public Builder maxHeaderCount(int value) {
            maxHeaderCount = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#maxHeaderBytes()}.
         *
         * @param value the value
         * @return this
         */
        public Builder maxHeaderBytes(int value) {
            maxHeaderBytes = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#maxResponseBytes()}.
         *
         * @param value the value
         * @return this
         */
        public Builder maxResponseBytes(long value) {
            maxResponseBytes = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#maxPendingBytes()}.
         *
         * @param value the value
         * @return this
         */
        public Builder maxPendingBytes(long value) {
            maxPendingBytes = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#maxConnections()}.
         *
         * @param value the value
         * @return this
         */
        public Builder maxConnections(int value) {
            maxConnections = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#maxConnectionsPerNode()}.
         *
         * @param value the value
         * @return this
         */
        public Builder maxConnectionsPerNode(int value) {
            maxConnectionsPerNode = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#maxHandshakes()}.
         *
         * @param value the value
         * @return this
         */
        public Builder maxHandshakes(int value) {
            maxHandshakes = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#maxQueuedRequests()}.
         *
         * @param value the value
         * @return this
         */
        public Builder maxQueuedRequests(int value) {
            maxQueuedRequests = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#maxConcurrentRequests()}.
         *
         * @param value the value
         * @return this
         */
        public Builder maxConcurrentRequests(int value) {
            maxConcurrentRequests = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#requestTimeout()}.
         *
         * @param value the value
         * @return this
         */
        public Builder requestTimeout(Duration value) {
            requestTimeout = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#writeTimeout()}.
         *
         * @param value the value
         * @return this
         */
        public Builder writeTimeout(Duration value) {
            writeTimeout = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#idleTimeout()}.
         *
         * @param value the value
         * @return this
         */
        public Builder idleTimeout(Duration value) {
            idleTimeout = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#keepAlive()}.
         *
         * @param value the value
         * @return this
         */
        public Builder keepAlive(Duration value) {
            keepAlive = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#replayGuard()}.
         *
         * @param value the value
         * @return this
         */
        public Builder replayGuard(boolean value) {
            replayGuard = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#replayWindow()}.
         *
         * @param value the value
         * @return this
         */
        public Builder replayWindow(Duration value) {
            replayWindow = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#maxRecordedBytes()}.
         *
         * @param value the value
         * @return this
         */
        public Builder maxRecordedBytes(int value) {
            maxRecordedBytes = value;
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#nodeAuthenticator()}.
         *
         * @param value the value
         * @return this
         */
        public Builder nodeAuthenticator(NodeAuthenticator value) {
            nodeAuthenticator = Optional.of(value);
            return this;
        }

        /**
         * Sets {@link PanelWsOptions#replayStore()}.
         *
         * @param value the value
         * @return this
         */
        public Builder replayStore(ReplayStore value) {
            replayStore = Optional.of(value);
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException when a value makes no sense; the message names it
         */
        public PanelWsOptions build() {
            return new PanelWsOptions(
                    dispatch,
                    handshakeAuth,
                    new LinkedHashSet<>(allowedMethods),
                    new LinkedHashSet<>(allowedOrigins),
                    new LinkedHashSet<>(proxyHeaders),
                    maxMessageBytes,
                    maxHeaderCount,
                    maxHeaderBytes,
                    maxResponseBytes,
                    maxPendingBytes,
                    maxConnections,
                    maxConnectionsPerNode,
                    maxHandshakes,
                    maxQueuedRequests,
                    maxConcurrentRequests,
                    requestTimeout,
                    writeTimeout,
                    idleTimeout,
                    keepAlive,
                    replayGuard,
                    replayWindow,
                    maxRecordedBytes,
                    nodeAuthenticator,
                    replayStore);
        }
    }
}
