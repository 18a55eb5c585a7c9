package io.panelws.jetty;

import io.panelws.jetty.replay.JdbcReplayStore;
import io.panelws.jetty.replay.ReplayStore;
import io.panelws.jetty.replay.WhenDown;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The options of {@link PanelWsFilter}. In web.xml each is an init-param of the same name; in code, {@link #builder()}
 * has a method of the same name. All have defaults.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class PanelWsOptions {

    /** What a filter without init-params uses. */
    public static final PanelWsOptions DEFAULT = builder().build();

    /** Every option's value by its name; {@link Option#check} saw it. */
    private final Map<String, Object> values;

    private PanelWsOptions(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        requireThat(
                maxPendingBytes() >= maxMessageBytes(),
                "maxPendingBytes is less than maxMessageBytes: the largest message could never be received");
        requireThat(
                nodeAuthenticator().isEmpty() || handshakeAuth().equals("none"),
                "nodeAuthenticator and handshakeAuth both judge handshakes: set one of them");
        for (String name : messageHeaders()) {
            requireThat(
                    proxyHeaders().stream().noneMatch(name::equalsIgnoreCase),
                    name + " is in proxyHeaders and in messageHeaders: who may set it?");
        }
    }

    private static void requireThat(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(complaint);
        }
    }

    // The builder puts a value only by an option of its type.
    @SuppressWarnings("unchecked")
    private <T> T get(Option<T> option) {
        return (T) values.get(option.name());
    }

    /** {@return how requests reach the panel's servlets} */
    public Dispatch dispatch() {
        return get(Option.DISPATCH);
    }

    /**
     * {@return who may open a connection: {@code none}, {@code probe:/path} or {@code class:name}, see {@link
     *     NodeAuthenticator}; each request is authenticated by the panel whatever is chosen here}
     */
    public String handshakeAuth() {
        return get(Option.HANDSHAKE_AUTH);
    }

    /** {@return the HTTP methods that messages may use, in upper case; another is answered 405} */
    public Set<String> allowedMethods() {
        return get(Option.ALLOWED_METHODS);
    }

    /** {@return values of {@code Origin} whose handshakes are accepted; nodes send none, browsers always do} */
    public Set<String> allowedOrigins() {
        return get(Option.ALLOWED_ORIGINS);
    }

    /**
     * {@return names of further headers that only a proxy in front of the panel may set: they are taken from the
     *     handshake and never from a message}
     */
    public Set<String> proxyHeaders() {
        return get(Option.PROXY_HEADERS);
    }

    /**
     * {@return names of further header fields that a message may set; nodes' and HTTP clients' usual ones need not be
     *     named}
     */
    public Set<String> messageHeaders() {
        return get(Option.MESSAGE_HEADERS);
    }

    /** {@return the largest message, base64 included; a larger one closes the connection with 1009} */
    public int maxMessageBytes() {
        return get(Option.MAX_MESSAGE_BYTES);
    }

    /** {@return the most header lines in a message; more are answered 400} */
    public int maxHeaderCount() {
        return get(Option.MAX_HEADER_COUNT);
    }

    /** {@return the most bytes of all header names and values of a message; more are answered 400} */
    public int maxHeaderBytes() {
        return get(Option.MAX_HEADER_BYTES);
    }

    /** {@return the largest response body, before base64; a larger one is answered 500} */
    public long maxResponseBytes() {
        return get(Option.MAX_RESPONSE_BYTES);
    }

    /**
     * {@return the most bytes of all connections together: those of messages being received, decoded bodies, and 2 KiB
     *     for each message in progress; a message that goes beyond closes its connection with 1013}
     */
    public long maxPendingBytes() {
        return get(Option.MAX_PENDING_BYTES);
    }

    /** {@return the most connections at a time; a further handshake is answered 503} */
    public int maxConnections() {
        return get(Option.MAX_CONNECTIONS);
    }

    /** {@return the most connections at a time with the same {@code node_type} and {@code node_id}} */
    public int maxConnectionsPerNode() {
        return get(Option.MAX_CONNECTIONS_PER_NODE);
    }

    /** {@return the most handshakes that may be in progress; a further one is answered 503} */
    public int maxHandshakes() {
        return get(Option.MAX_HANDSHAKES);
    }

    /** {@return the most messages of a connection that wait behind those that run; beyond it its socket is not read} */
    public int maxQueuedRequests() {
        return get(Option.MAX_QUEUED_REQUESTS);
    }

    /** {@return how many messages that have an {@code id} may run side by side on a connection} */
    public int maxConcurrentRequests() {
        return get(Option.MAX_CONCURRENT_REQUESTS);
    }

    /** {@return how long a request may take, counted from the receipt of its message, before it is answered 504} */
    public Duration requestTimeout() {
        return get(Option.REQUEST_TIMEOUT);
    }

    /** {@return how long a node may leave untaken what it is sent, a close frame included, before it is cut off} */
    public Duration writeTimeout() {
        return get(Option.WRITE_TIMEOUT);
    }

    /** {@return how long a connection may be without a message before it is closed with 1001} */
    public Duration idleTimeout() {
        return get(Option.IDLE_TIMEOUT);
    }

    /** {@return how often a ping is sent, so that proxies and NATs keep the connection open} */
    public Duration keepAlive() {
        return get(Option.KEEP_ALIVE);
    }

    /**
     * {@return whether a {@code POST} that a node sends again because it lost the answer is kept from being executed
     *     twice}
     */
    public boolean replayGuard() {
        return get(Option.REPLAY_GUARD);
    }

    /** {@return how long after its end a {@code POST} whose answer may be lost is remembered} */
    public Duration replayWindow() {
        return get(Option.REPLAY_WINDOW);
    }

    /**
     * {@return the largest response body that is kept to be sent again; a repeated {@code POST} with a larger one is
     *     answered 409}
     */
    public int maxRecordedBytes() {
        return get(Option.MAX_RECORDED_BYTES);
    }

    /** {@return what judges handshakes, in place of {@code handshakeAuth}; in code only} */
    public Optional<NodeAuthenticator> nodeAuthenticator() {
        return get(Option.NODE_AUTHENTICATOR);
    }

    /**
     * {@return what remembers those {@code POST}s, in place of the memory of this process: as text {@code memory}, or {@code
     *     jdbc:} and the name of a {@code DataSource} in JNDI; in code also any other}
     */
    public Optional<ReplayStore> replayStore() {
        return get(Option.REPLAY_STORE);
    }

    /** {@return what becomes of those {@code POST}s while the database of a {@link JdbcReplayStore} is down} */
    public WhenDown replayStoreDown() {
        return get(Option.REPLAY_STORE_DOWN);
    }

    /** {@return whether a {@link JdbcReplayStore} makes its table where there is none} */
    public boolean replayStoreCreate() {
        return get(Option.REPLAY_STORE_CREATE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PanelWsOptions that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Those that are not the default, without what may be secret: {@code requestTimeout=20s, maxConnections=500}. */
    @Override
    public String toString() {
        return Option.all().stream()
                .filter(option -> !option.standard().equals(values.get(option.name())))
                .map(option -> option.name() + "="
                        // The path of a probe may have a query, and there a token.
                        + OptionText.write(option.name(), values.get(option.name()))
                                .replaceFirst("(?s)\\?.*", "?..."))
                .collect(Collectors.joining(", "));
    }

    /**
     * {@return the names of the options that can be written as text, sorted: the init-params of the filter, and what {@link
     *     Builder#set(String, String)} takes}
     */
    public static List<String> names() {
        return Option.writtenNames();
    }

    /** {@return a new builder, which begins with the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Collects options; not thread-safe. Each method throws {@link IllegalArgumentException} when the value alone
     * makes no sense; the message names the option.
     */
    public static final class Builder {

        private final Map<String, Object> values = new LinkedHashMap<>();

        private Builder() {
            Option.all().forEach(option -> values.put(option.name(), option.standard()));
        }

        private <T> Builder set(Option<T> option, T value) {
            values.put(option.name(), option.check(value));
            return this;
        }

        /**
         * Sets an option as web.xml does: sizes as {@code 512KiB}, durations as {@code 30s}, lists with commas.
         *
         * @param name the option
         * @param value its value
         * @return this
         * @throws IllegalArgumentException when the name is unknown, and then the message lists the known ones; or when
         *     the value is malformed or makes no sense
         */
        public Builder set(String name, String value) {
            return set("option", name, value);
        }

        /** Does so in words of the place where the option was written, such as {@code init-param}. */
        Builder set(String kind, String name, String value) {
            Option<?> option = Option.written(name)
                    .orElseThrow(() -> new IllegalArgumentException("there is no " + kind + " " + name + "; known are "
                            + String.join(", ", Option.writtenNames())));
            String text = value.strip();
            try {
                values.put(name, option.read(text));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "the " + kind + " " + name + " has the value '" + text + "': " + e.getMessage(), e);
            }
            return this;
        }

        /** {@return this, with another {@link PanelWsOptions#dispatch()}} */
        public Builder dispatch(Dispatch value) {
            return set(Option.DISPATCH, value);
        }

        /** {@return this, with another {@link PanelWsOptions#handshakeAuth()}} */
        public Builder handshakeAuth(String value) {
            return set(Option.HANDSHAKE_AUTH, value);
        }

        /** {@return this, with another {@link PanelWsOptions#allowedMethods()}} */
        public Builder allowedMethods(Collection<String> value) {
            return set(Option.ALLOWED_METHODS, Option.inOrder(value));
        }

        /** {@return this, with another {@link PanelWsOptions#allowedOrigins()}} */
        public Builder allowedOrigins(Collection<String> value) {
            return set(Option.ALLOWED_ORIGINS, Option.inOrder(value));
        }

        /** {@return this, with another {@link PanelWsOptions#proxyHeaders()}} */
        public Builder proxyHeaders(Collection<String> value) {
            return set(Option.PROXY_HEADERS, Option.inOrder(value));
        }

        /** {@return this, with another {@link PanelWsOptions#messageHeaders()}} */
        public Builder messageHeaders(Collection<String> value) {
            return set(Option.MESSAGE_HEADERS, Option.inOrder(value));
        }

        /** {@return this, with another {@link PanelWsOptions#maxMessageBytes()}} */
        public Builder maxMessageBytes(int value) {
            return set(Option.MAX_MESSAGE_BYTES, value);
        }

        /** {@return this, with another {@link PanelWsOptions#maxHeaderCount()}} */
        public Builder maxHeaderCount(int value) {
            return set(Option.MAX_HEADER_COUNT, value);
        }

        /** {@return this, with another {@link PanelWsOptions#maxHeaderBytes()}} */
        public Builder maxHeaderBytes(int value) {
            return set(Option.MAX_HEADER_BYTES, value);
        }

        /** {@return this, with another {@link PanelWsOptions#maxResponseBytes()}} */
        public Builder maxResponseBytes(long value) {
            return set(Option.MAX_RESPONSE_BYTES, value);
        }

        /** {@return this, with another {@link PanelWsOptions#maxPendingBytes()}} */
        public Builder maxPendingBytes(long value) {
            return set(Option.MAX_PENDING_BYTES, value);
        }

        /** {@return this, with another {@link PanelWsOptions#maxConnections()}} */
        public Builder maxConnections(int value) {
            return set(Option.MAX_CONNECTIONS, value);
        }

        /** {@return this, with another {@link PanelWsOptions#maxConnectionsPerNode()}} */
        public Builder maxConnectionsPerNode(int value) {
            return set(Option.MAX_CONNECTIONS_PER_NODE, value);
        }

        /** {@return this, with another {@link PanelWsOptions#maxHandshakes()}} */
        public Builder maxHandshakes(int value) {
            return set(Option.MAX_HANDSHAKES, value);
        }

        /** {@return this, with another {@link PanelWsOptions#maxQueuedRequests()}} */
        public Builder maxQueuedRequests(int value) {
            return set(Option.MAX_QUEUED_REQUESTS, value);
        }

        /** {@return this, with another {@link PanelWsOptions#maxConcurrentRequests()}} */
        public Builder maxConcurrentRequests(int value) {
            return set(Option.MAX_CONCURRENT_REQUESTS, value);
        }

        /** {@return this, with another {@link PanelWsOptions#requestTimeout()}} */
        public Builder requestTimeout(Duration value) {
            return set(Option.REQUEST_TIMEOUT, value);
        }

        /** {@return this, with another {@link PanelWsOptions#writeTimeout()}} */
        public Builder writeTimeout(Duration value) {
            return set(Option.WRITE_TIMEOUT, value);
        }

        /** {@return this, with another {@link PanelWsOptions#idleTimeout()}} */
        public Builder idleTimeout(Duration value) {
            return set(Option.IDLE_TIMEOUT, value);
        }

        /** {@return this, with another {@link PanelWsOptions#keepAlive()}} */
        public Builder keepAlive(Duration value) {
            return set(Option.KEEP_ALIVE, value);
        }

        /** {@return this, with another {@link PanelWsOptions#replayGuard()}} */
        public Builder replayGuard(boolean value) {
            return set(Option.REPLAY_GUARD, value);
        }

        /** {@return this, with another {@link PanelWsOptions#replayWindow()}} */
        public Builder replayWindow(Duration value) {
            return set(Option.REPLAY_WINDOW, value);
        }

        /** {@return this, with another {@link PanelWsOptions#maxRecordedBytes()}} */
        public Builder maxRecordedBytes(int value) {
            return set(Option.MAX_RECORDED_BYTES, value);
        }

        /** {@return this, with another {@link PanelWsOptions#nodeAuthenticator()}} */
        public Builder nodeAuthenticator(NodeAuthenticator value) {
            return set(Option.NODE_AUTHENTICATOR, Optional.of(value));
        }

        /** {@return this, with another {@link PanelWsOptions#replayStore()}} */
        public Builder replayStore(ReplayStore value) {
            return set(Option.REPLAY_STORE, Optional.of(value));
        }

        /** {@return this, with another {@link PanelWsOptions#replayStoreDown()}} */
        public Builder replayStoreDown(WhenDown value) {
            return set(Option.REPLAY_STORE_DOWN, value);
        }

        /** {@return this, with another {@link PanelWsOptions#replayStoreCreate()}} */
        public Builder replayStoreCreate(boolean value) {
            return set(Option.REPLAY_STORE_CREATE, value);
        }

        /**
         * Makes the options.
         *
         * @return the options
         * @throws IllegalArgumentException when values do not go together; the message names them
         */
        public PanelWsOptions build() {
            return new PanelWsOptions(values);
        }
    }
}
