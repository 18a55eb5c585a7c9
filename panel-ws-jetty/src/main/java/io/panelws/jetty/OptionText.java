package io.panelws.jetty;

import io.panelws.jetty.replay.JdbcReplayStore;
import io.panelws.jetty.replay.ReplayStore;
import io.panelws.jetty.replay.WhenDown;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the values of options are written as text. Each method throws {@link IllegalArgumentException} with what it
 * expected.
 */
final class OptionText {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,9})\\s*([A-Za-z]*)");

    private static final Map<String, Long> SIZES =
            Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private static final Map<String, Long> MILLISECONDS = Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L);

    private OptionText() {}

    /** Writes a value as it may be read again; of an object that is set in code, its class. */
    static String write(String option, Object value) {
        if (value instanceof Optional<?> object) {
            return object.map(there -> there instanceof JdbcReplayStore
                            ? "" + there
                            : there.getClass().getName())
                    .orElse("none");
        }
        if (value instanceof Collection<?> names) {
            return names.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        if (value instanceof Duration duration) {
            return quantity(duration.toMillis(), MILLISECONDS, List.of("h", "m", "s", "ms"));
        }
        if (value instanceof Number bytes && option.endsWith("Bytes")) {
            return quantity(bytes.longValue(), SIZES, List.of("GiB", "MiB", "KiB", ""));
        }
        return value instanceof Enum<?> choice ? choice.name().toLowerCase(Locale.ROOT) : value.toString();
    }

    /** In the largest unit that leaves no fraction. */
    private static String quantity(long value, Map<String, Long> units, List<String> largestFirst) {
        return largestFirst.stream()
                .filter(unit -> value % units.get(unit) == 0)
                .findFirst()
                .map(unit -> value / units.get(unit) + unit)
                .orElseThrow();
    }

    /** Names with commas between them; empty ones are dropped. */
    static Set<String> list(String text) {
        return Option.inOrder(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList());
    }

    static Dispatch dispatch(String text) {
        return switch (text) {
            case "request" -> Dispatch.REQUEST;
            case "forward" -> Dispatch.FORWARD;
            default -> throw new IllegalArgumentException("expected request or forward");
        };
    }

    static Optional<ReplayStore> replayStore(String text) {
        if (text.equals("memory")) {
            return Optional.empty();
        }
        if (text.matches("jdbc:.+")) {
            return Optional.of(JdbcReplayStore.named(text.substring("jdbc:".length())));
        }
        throw new IllegalArgumentException("expected memory, or jdbc: and the name of a DataSource in JNDI");
    }

    static WhenDown whenDown(String text) {
        return switch (text) {
            case "refuse" -> WhenDown.REFUSE;
            case "local" -> WhenDown.LOCAL;
            default -> throw new IllegalArgumentException("expected refuse or local");
        };
    }

    static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    static int number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("expected a number of at most nine digits");
        }
        return Integer.parseInt(text);
    }

    static int size(String text) {
        long size = longSize(text);
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("at most " + Integer.MAX_VALUE + " bytes");
        }
        return (int) size;
    }

    static long longSize(String text) {
        return quantity(text, SIZES, "expected bytes, such as 65536, 512KiB or 16MiB");
    }

    static Duration duration(String text) {
        return Duration.ofMillis(quantity(text, MILLISECONDS, "expected a duration, such as 500ms, 30s or 10m"));
    }

    private static long quantity(String text, Map<String, Long> units, String expected) {
        Matcher matcher = QUANTITY.matcher(text);
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            throw new IllegalArgumentException(expected);
        }
        return Long.parseLong(matcher.group(1)) * units.get(matcher.group(2));
    }
}
