package io.panelws.jetty;

import jakarta.servlet.FilterConfig;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@link PanelWsOptions} from the init-params of a filter. */
final class OptionsReader {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,9})\\s*([A-Za-z]*)");

    private static final Map<String, Long> SIZES =
            Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private static final Map<String, Long> MILLISECONDS = Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L);

    private static final Map<String, BiConsumer<PanelWsOptions.Builder, String>> READERS = new TreeMap<>();

    static {
        READERS.put("dispatch", (b, v) -> b.dispatch(dispatch(v)));
        READERS.put("handshakeAuth", (b, v) -> b.handshakeAuth(v));
        READERS.put("allowedMethods", (b, v) -> b.allowedMethods(list(v)));
        READERS.put("allowedOrigins", (b, v) -> b.allowedOrigins(list(v)));
        READERS.put("proxyHeaders", (b, v) -> b.proxyHeaders(list(v)));
        READERS.put("maxMessageBytes", (b, v) -> b.maxMessageBytes(smallSize(v)));
        READERS.put("maxHeaderCount", (b, v) -> b.maxHeaderCount(number(v)));
        READERS.put("maxHeaderBytes", (b, v) -> b.maxHeaderBytes(smallSize(v)));
        READERS.put("maxResponseBytes", (b, v) -> b.maxResponseBytes(size(v)));
        READERS.put("maxPendingBytes", (b, v) -> b.maxPendingBytes(size(v)));
        READERS.put("maxConnections", (b, v) -> b.maxConnections(number(v)));
        READERS.put("maxConnectionsPerNode", (b, v) -> b.maxConnectionsPerNode(number(v)));
        READERS.put("maxHandshakes", (b, v) -> b.maxHandshakes(number(v)));
        READERS.put("maxQueuedRequests", (b, v) -> b.maxQueuedRequests(number(v)));
        READERS.put("maxConcurrentRequests", (b, v) -> b.maxConcurrentRequests(number(v)));
        READERS.put("requestTimeout", (b, v) -> b.requestTimeout(duration(v)));
        READERS.put("writeTimeout", (b, v) -> b.writeTimeout(duration(v)));
        READERS.put("idleTimeout", (b, v) -> b.idleTimeout(duration(v)));
        READERS.put("keepAlive", (b, v) -> b.keepAlive(duration(v)));
        READERS.put("replayGuard", (b, v) -> b.replayGuard(flag(v)));
        READERS.put("replayWindow", (b, v) -> b.replayWindow(duration(v)));
        READERS.put("maxRecordedBytes", (b, v) -> b.maxRecordedBytes(smallSize(v)));
    }

    private OptionsReader() {}

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException when a name is unknown or a value malformed, with a sentence that names it
     */
    static PanelWsOptions read(FilterConfig config) {
        PanelWsOptions.Builder builder = PanelWsOptions.builder();
        for (String name : Collections.list(config.getInitParameterNames())) {
            BiConsumer<PanelWsOptions.Builder, String> reader = READERS.get(name);
            if (reader == null) {
                throw new IllegalArgumentException(
                        "there is no init-param " + name + "; known are " + String.join(", ", READERS.keySet()));
            }
            String value = config.getInitParameter(name).strip();
            try {
                reader.accept(builder, value);
                builder.build();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "the init-param " + name + " has the value '" + value + "': " + e.getMessage(), e);
            }
        }
        return builder.build();
    }

    private static List<String> list(String value) {
        return value.isEmpty() ? List.of() : List.of(value.split("\\s*,\\s*"));
    }

    private static Dispatch dispatch(String value) {
        return switch (value) {
            case "request" -> Dispatch.REQUEST;
            case "forward" -> Dispatch.FORWARD;
            default -> throw new IllegalArgumentException("expected request or forward");
        };
    }

    private static boolean flag(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    private static int number(String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new IllegalArgumentException("expected a number of at most nine digits");
        }
        return Integer.parseInt(value);
    }

    private static long size(String value) {
        return quantity(value, SIZES, "expected bytes, such as 65536, 512KiB or 16MiB");
    }

    private static int smallSize(String value) {
        long size = size(value);
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("at most " + Integer.MAX_VALUE + " bytes");
        }
        return (int) size;
    }

    private static Duration duration(String value) {
        return Duration.ofMillis(quantity(value, MILLISECONDS, "expected a duration, such as 500ms, 30s or 10m"));
    }

    private static long quantity(String value, Map<String, Long> units, String expected) {
        Matcher matcher = QUANTITY.matcher(value);
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            throw new IllegalArgumentException(expected);
        }
        return Long.parseLong(matcher.group(1)) * units.get(matcher.group(2));
    }
}
