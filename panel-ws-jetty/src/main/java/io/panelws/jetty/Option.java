package io.panelws.jetty;

import io.panelws.jetty.replay.ReplayStore;
import io.panelws.jetty.replay.WhenDown;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One of the {@link PanelWsOptions}: here, and only here, stand its name, its default and what it may be. Besides, it has
 * a getter in {@link PanelWsOptions}, with its documentation, a method in {@link PanelWsOptions.Builder}, and a row in
 * the READMEs. Immutable.
 *
 * @param name its name as an init-param and as a method
 * @param standard its default
 * @param reader makes a value of text; absent when it can be set in code only
 * @param accepts tells whether a value makes sense
 * @param complaint what a value is that does not, as in "maxConnections is not positive"
 */
record Option<T>(
        String name, T standard, Optional<Function<String, T>> reader, Predicate<T> accepts, String complaint) {

    private static final Map<String, Option<?>> ALL = new LinkedHashMap<>();

    static final Option<Dispatch> DISPATCH = any("dispatch", Dispatch.REQUEST, OptionText::dispatch);
    static final Option<String> HANDSHAKE_AUTH = define(
            "handshakeAuth",
            "none",
            Optional.of(Function.identity()),
            value -> value.matches("none|probe:/.*|class:.+"),
            "is none of: none, probe:/path, class:name");
    static final Option<Set<String>> ALLOWED_METHODS = define(
            "allowedMethods",
            inOrder(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")),
            Optional.of(OptionText::list),
            value -> !value.isEmpty(),
            "is empty");
    static final Option<Set<String>> ALLOWED_ORIGINS = any("allowedOrigins", Set.of(), OptionText::list);
    static final Option<Set<String>> PROXY_HEADERS = any("proxyHeaders", Set.of(), OptionText::list);
    static final Option<Set<String>> MESSAGE_HEADERS = any("messageHeaders", Set.of(), OptionText::list);
    static final Option<Integer> MAX_MESSAGE_BYTES = size("maxMessageBytes", 16 << 20);
    static final Option<Integer> MAX_HEADER_COUNT = count("maxHeaderCount", 100);
    static final Option<Integer> MAX_HEADER_BYTES = size("maxHeaderBytes", 16 << 10);
    static final Option<Long> MAX_RESPONSE_BYTES = longSize("maxResponseBytes", 256L << 20);
    static final Option<Long> MAX_PENDING_BYTES = longSize("maxPendingBytes", 64L << 20);
    static final Option<Integer> MAX_CONNECTIONS = count("maxConnections", 10_000);
    static final Option<Integer> MAX_CONNECTIONS_PER_NODE = count("maxConnectionsPerNode", 100);
    static final Option<Integer> MAX_HANDSHAKES = count("maxHandshakes", 64);
    static final Option<Integer> MAX_QUEUED_REQUESTS = count("maxQueuedRequests", 16);
    static final Option<Integer> MAX_CONCURRENT_REQUESTS = count("maxConcurrentRequests", 8);
    static final Option<Duration> REQUEST_TIMEOUT = duration("requestTimeout", Duration.ofSeconds(60));
    static final Option<Duration> WRITE_TIMEOUT = duration("writeTimeout", Duration.ofSeconds(30));
    static final Option<Duration> IDLE_TIMEOUT = duration("idleTimeout", Duration.ofMinutes(10));
    static final Option<Duration> KEEP_ALIVE = duration("keepAlive", Duration.ofSeconds(30));
    static final Option<Boolean> REPLAY_GUARD = any("replayGuard", true, OptionText::flag);
    static final Option<Duration> REPLAY_WINDOW = duration("replayWindow", Duration.ofSeconds(30));
    static final Option<Integer> MAX_RECORDED_BYTES = size("maxRecordedBytes", 64 << 10);
    static final Option<Optional<NodeAuthenticator>> NODE_AUTHENTICATOR = inCode("nodeAuthenticator");
    static final Option<Optional<ReplayStore>> REPLAY_STORE =
            any("replayStore", Optional.empty(), OptionText::replayStore);
    static final Option<WhenDown> REPLAY_STORE_DOWN = any("replayStoreDown", WhenDown.REFUSE, OptionText::whenDown);
    static final Option<Boolean> REPLAY_STORE_CREATE = any("replayStoreCreate", false, OptionText::flag);

    /** All options, in the order of the README. */
    static Collection<Option<?>> all() {
        return Collections.unmodifiableCollection(ALL.values());
    }

    /** Finds an option that can be written as text. */
    static Optional<Option<?>> written(String name) {
        return Optional.<Option<?>>ofNullable(ALL.get(name))
                .filter(option -> option.reader().isPresent());
    }

    /** The names of the options that can be written as text, sorted. */
    static List<String> writtenNames() {
        return ALL.keySet().stream()
                .filter(name -> written(name).isPresent())
                .sorted()
                .toList();
    }

    /** A copy that keeps the order and cannot be changed. */
    static Set<String> inOrder(Collection<String> names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.copyOf(names)));
    }

    /**
     * Returns the value.
     *
     * @throws IllegalArgumentException when it makes no sense; the message names the option
     */
    T check(T value) {
        if (!accepts.test(Objects.requireNonNull(value, name))) {
            throw new IllegalArgumentException(name + " " + complaint);
        }
        return value;
    }

    /**
     * Reads a value of an option that can be written as text.
     *
     * @throws IllegalArgumentException when it is malformed or makes no sense
     */
    T read(String text) {
        return check(reader.orElseThrow().apply(text));
    }

    private static <T> Option<T> define(
            String name, T standard, Optional<Function<String, T>> reader, Predicate<T> accepts, String complaint) {
        Option<T> option = new Option<>(name, standard, reader, accepts, complaint);
        ALL.put(name, option);
        return option;
    }

    private static <T> Option<T> any(String name, T standard, Function<String, T> reader) {
        return define(name, standard, Optional.of(reader), value -> true, "");
    }

    private static <T> Option<Optional<T>> inCode(String name) {
        return define(name, Optional.empty(), Optional.empty(), value -> true, "");
    }

    private static <T> Option<T> positive(
            String name, T standard, Function<String, T> reader, Predicate<T> isPositive) {
        return define(name, standard, Optional.of(reader), isPositive, "is not positive");
    }

    private static Option<Integer> count(String name, int standard) {
        return positive(name, standard, OptionText::number, value -> value > 0);
    }

    private static Option<Integer> size(String name, int standard) {
        return positive(name, standard, OptionText::size, value -> value > 0);
    }

    private static Option<Long> longSize(String name, long standard) {
        return positive(name, standard, OptionText::longSize, value -> value > 0);
    }

    private static Option<Duration> duration(String name, Duration standard) {
        return positive(name, standard, OptionText::duration, value -> value.toMillis() > 0);
    }
}
