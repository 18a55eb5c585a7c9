package io.panelws.jetty;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The options of {@link PanelWsFilter}. In web.xml each is an init-param of the same name; in code, {@link #builder()}
 * has a method of the same name. All have defaults.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param allowedMethods the HTTP methods that messages may use, in upper case; another is answered 405
 * @param allowedOrigins values of {@code Origin} whose handshakes are accepted; nodes send none, browsers always do
 * @param proxyHeaders names of further headers that only a proxy in front of the panel may set: they are taken from the
 *     handshake and never from a message
 * @param maxMessageBytes the largest message, base64 included; a larger one closes the connection with 1009
 * @param maxHeaderCount the most header lines in a message; more are answered 400
 * @param maxHeaderBytes the most bytes of all header names and values of a message; more are answered 400
 * @param maxResponseBytes the largest response body, before base64; a larger one is answered 500
 * @param maxConnections the most connections at a time; a further handshake is answered 503
 * @param maxConnectionsPerNode the most connections at a time with the same {@code node_type} and {@code node_id}
 * @param maxQueuedRequests how many messages of a connection may wait before its socket is not read any more
 * @param maxConcurrentRequests how many messages that have an {@code id} may run side by side on a connection
 * @param requestTimeout how long a request may take before it is answered 504
 */
public record PanelWsOptions(
        Set<String> allowedMethods,
        Set<String> allowedOrigins,
        Set<String> proxyHeaders,
        int maxMessageBytes,
        int maxHeaderCount,
        int maxHeaderBytes,
        long maxResponseBytes,
        int maxConnections,
        int maxConnectionsPerNode,
        int maxQueuedRequests,
        int maxConcurrentRequests,
        Duration requestTimeout) {

    /** What a filter without init-params uses. */
    public static final PanelWsOptions DEFAULT = builder().build();

    /** Copies the sets and keeps their order. */
    public PanelWsOptions {
        allowedMethods = copy(allowedMethods);
        allowedOrigins = copy(allowedOrigins);
        proxyHeaders = copy(proxyHeaders);
        requirePositive("maxMessageBytes", maxMessageBytes);
        requirePositive("maxHeaderCount", maxHeaderCount);
        requirePositive("maxHeaderBytes", maxHeaderBytes);
        requirePositive("maxResponseBytes", maxResponseBytes);
        requirePositive("maxConnections", maxConnections);
        requirePositive("maxConnectionsPerNode", maxConnectionsPerNode);
        requirePositive("maxQueuedRequests", maxQueuedRequests);
        requirePositive("maxConcurrentRequests", maxConcurrentRequests);
        requirePositive("requestTimeout", requestTimeout.toNanos());
        if (allowedMethods.isEmpty()) {
            throw new IllegalArgumentException("allowedMethods is empty");
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

        private Collection<String> allowedMethods = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
        private Collection<String> allowedOrigins = List.of();
        private Collection<String> proxyHeaders = List.of();
        private int maxMessageBytes = 16 << 20;
        private int maxHeaderCount = 100;
        private int maxHeaderBytes = 16 << 10;
        private long maxResponseBytes = 256L << 20;
        private int maxConnections = 10_000;
        private int maxConnectionsPerNode = 100;
        private int maxQueuedRequests = 16;
        private int maxConcurrentRequests = 8;
        private Duration requestTimeout = Duration.ofSeconds(60);

        private Builder() {}

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
         * Makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException when a number or a duration is not positive, or no method is allowed
         */
        public PanelWsOptions build() {
            return new PanelWsOptions(
                    new LinkedHashSet<>(allowedMethods),
                    new LinkedHashSet<>(allowedOrigins),
                    new LinkedHashSet<>(proxyHeaders),
                    maxMessageBytes,
                    maxHeaderCount,
                    maxHeaderBytes,
                    maxResponseBytes,
                    maxConnections,
                    maxConnectionsPerNode,
                    maxQueuedRequests,
                    maxConcurrentRequests,
                    requestTimeout);
        }
    }
}
