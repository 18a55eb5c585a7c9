package io.panelws.testkit.fault;

import java.util.Locale;

/**
 * One thing that goes wrong with one exchange. Immutable.
 *
 * @param when the point of the exchange
 * @param what what happens there
 */
public record Fault(When when, What what) {

    /**
     * Checks that the two go together.
     *
     * @throws IllegalArgumentException when they do not: an answer cannot come twice at the handshake, for one
     */
    public Fault {
        if (!fits(when, what)) {
            throw new IllegalArgumentException(what.label() + " does not happen " + words(when));
        }
    }

    /**
     * How it is counted.
     *
     * @return {@code before-response reset} for one
     */
    public String kind() {
        return words(when) + " " + what.label();
    }

    private static String words(When when) {
        return when.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean fits(When when, What what) {
        if (what instanceof What.Reset || what instanceof What.Close || what instanceof What.Stall) {
            return true;
        }
        if (what instanceof What.Delay) {
            return when != When.AFTER_RESPONSE;
        }
        if (what instanceof What.Truncate) {
            return when == When.AT_HANDSHAKE || when == When.WITHIN_RESPONSE;
        }
        if (what instanceof What.Late) {
            return when == When.ON_REQUEST;
        }
        return when == (what instanceof What.SecondAnswer ? When.AFTER_RESPONSE : When.BEFORE_RESPONSE);
    }
}
