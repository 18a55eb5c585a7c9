package io.panelws.jetty.log;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a line says of others, so that nobody can make it look like something else: no control characters, no line ends,
 * bounded in length. Nothing here shows a query or what stands behind a semicolon in a path, where tokens and session ids
 * are. Pure functions.
 */
public final class LogText {

    private static final int NAME = 64;
    private static final int PATH = 128;
    private static final int SENTENCE = 128;
    private static final int LINE = 2_000;

    private static final Pattern NO_NAME = Pattern.compile("[^A-Za-z0-9_.:-]");
    private static final Pattern NO_ADDRESS = Pattern.compile("[^A-Za-z0-9_.:%\\[\\]-]");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^!-~]");
    private static final Pattern UNPRINTABLE_TEXT = Pattern.compile("[^ -~]");

    private LogText() {}

    /**
     * Names a node.
     *
     * @param type the node's type, as it says
     * @param id its id, as it says
     * @param address where it comes from
     * @return as in {@code vless-1 (203.0.113.7)}
     */
    public static String node(String type, String id, String address) {
        String name = type.isEmpty() && id.isEmpty() ? "without a name" : clean(NO_NAME, type + "-" + id, NAME);
        return name + " (" + clean(NO_ADDRESS, address, NAME) + ")";
    }

    /**
     * Names a request.
     *
     * @param method the method
     * @param uri the path, and perhaps more, which is not shown
     * @return as in {@code POST /api/v1/server/UniProxy/push}
     */
    public static String request(String method, String uri) {
        int end = 0;
        while (end < uri.length() && "?;#".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        return clean(NO_NAME, method, NAME) + " " + clean(UNPRINTABLE, uri.substring(0, end), PATH);
    }

    /**
     * Shows a sentence of somebody else.
     *
     * @param text any text
     * @return what can be shown of it
     */
    public static String sentence(String text) {
        return clean(UNPRINTABLE_TEXT, text, SENTENCE);
    }

    /**
     * Shows what the operator has written.
     *
     * @param text any text
     * @return the same in one line
     */
    public static String line(String text) {
        return clean(UNPRINTABLE_TEXT, text, LINE);
    }

    /**
     * Shows a duration in its two largest units.
     *
     * @param duration not negative
     * @return as in {@code 250ms}, {@code 42s}, {@code 3m12s}, {@code 5h0m}, {@code 9d7h}
     */
    public static String duration(Duration duration) {
        if (duration.toSeconds() == 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.toMinutes() == 0) {
            return duration.toSeconds() + "s";
        }
        if (duration.toHours() == 0) {
            return duration.toMinutes() + "m" + duration.toSecondsPart() + "s";
        }
        if (duration.toDays() == 0) {
            return duration.toHours() + "h" + duration.toMinutesPart() + "m";
        }
        return duration.toDays() + "d" + duration.toHoursPart() + "h";
    }

    /** Cut first: what is long is a stranger's. */
    private static String clean(Pattern unwanted, String text, int length) {
        boolean cut = text.length() > length;
        String cleaned =
                unwanted.matcher(cut ? text.substring(0, length) : text).replaceAll("?");
        return cut ? cleaned + "..." : cleaned;
    }
}
