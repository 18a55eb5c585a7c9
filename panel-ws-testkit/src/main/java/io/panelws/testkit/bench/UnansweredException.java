package io.panelws.testkit.bench;

import io.panelws.testkit.node.Outcome;
import java.util.Locale;

/** A request without an answer. The message is for a person and does not hold the token. */
final class UnansweredException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Outcome outcome;
    private final int status;

    UnansweredException(Outcome outcome, int status, String detail) {
        super(detail);
        this.outcome = outcome;
        this.status = status;
    }

    boolean isTimeout() {
        return outcome == Outcome.TIMED_OUT;
    }

    /** Under which name it is counted. */
    String kind() {
        return outcome == Outcome.REFUSED
                ? "handshake refused with " + status
                : outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
