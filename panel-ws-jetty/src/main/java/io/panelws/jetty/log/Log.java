package io.panelws.jetty.log;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The logger of a class. Of each line, whatever stands in its places, {@value #LINES_A_MINUTE} are written within a minute;
 * further ones are at {@code DEBUG}, and the next line says how many there were: strangers can cause lines, and must not
 * fill a disk. Lines at {@code DEBUG} are not counted.
 *
 * <p>The interface is that of the JDK, so that {@code java.util.logging} shows where a line comes from, and not this class.
 * A pattern is that of {@link MessageFormat}, and a constant of the calling class, as it is what lines are counted by; what
 * is put into it is written as {@link String#valueOf(Object)} does it, numbers without separators.
 *
 * <p>This class is thread-safe.
 */
public final class Log implements System.Logger {

    static final int LINES_A_MINUTE = 100;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private static final Function<String, System.Logger> BACKEND = backend();

    private final System.Logger backend;
    private final LongSupplier nanoTime;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    Log(System.Logger backend, LongSupplier nanoTime) {
        this.backend = backend;
        this.nanoTime = nanoTime;
    }

    /**
     * Makes the logger of a class.
     *
     * @param type gives it its name
     * @return a new logger
     */
    public static Log of(Class<?> type) {
        return new Log(BACKEND.apply(type.getName()), System::nanoTime);
    }

    /** SLF4J as the web application's loader sees it, which is this class's: the panel's own, where it brings one. */
    private static Function<String, System.Logger> backend() {
        try {
            if (Slf4jLogger.isProvided()) {
                return name -> new Slf4jLogger(name);
            }
        } catch (LinkageError | RuntimeException e) {
            // It is not there, or does not work; then nobody uses it.
        }
        return name -> System.getLogger(name);
    }

    @Override
    public String getName() {
        return backend.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return backend.isLoggable(level);
    }

    /**
     * Logs an exception with a line that has places.
     *
     * @param level the level
     * @param thrown the exception
     * @param pattern the line
     * @param parameters what is put into it
     */
    public void log(Level level, Throwable thrown, String pattern, Object... parameters) {
        write(level, thrown, pattern, parameters);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
        write(level, thrown, text);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String pattern, Object... parameters) {
        write(level, null, pattern, parameters);
    }

    private void write(Level level, Throwable thrown, String pattern, Object... parameters) {
        if (!isLoggable(level)) {
            return;
        }
        String note = "";
        if (level.getSeverity() >= Level.INFO.getSeverity()) {
            Count count = counts.computeIfAbsent(pattern, any -> new Count(nanoTime.getAsLong()));
            note = count.next(nanoTime.getAsLong());
        }
        if (note != null) {
            backend.log(level, text(pattern, parameters) + note, thrown);
        } else if (isLoggable(Level.DEBUG)) {
            backend.log(Level.DEBUG, text(pattern, parameters), thrown);
        }
    }

    private static String text(String pattern, Object... parameters) {
        return parameters == null || parameters.length == 0
                ? pattern
                : MessageFormat.format(
                        pattern, Arrays.stream(parameters).map(String::valueOf).toArray());
    }

    /** How often a line was written within the minute. */
    private static final class Count {

        // Guarded by this.
        private long began;
        private int lines;

        Count(long now) {
            began = now;
        }

        /** What to add to the line; null where it is one too many. */
        synchronized String next(long now) {
            int leftOut = 0;
            if (now - began >= MINUTE) {
                began = now;
                leftOut = Math.max(0, lines - LINES_A_MINUTE);
                lines = 0;
            }
            if (lines < Integer.MAX_VALUE) {
                lines++;
            }
            if (lines > LINES_A_MINUTE) {
                return null;
            }
            if (lines == LINES_A_MINUTE) {
                return " [further lines like this one are at DEBUG for a minute]";
            }
            return leftOut == 0 ? "" : " [" + leftOut + " lines like this one were left out before]";
        }
    }
}
