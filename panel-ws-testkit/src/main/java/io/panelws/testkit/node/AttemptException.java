package io.panelws.testkit.node;

import io.panelws.testkit.wire.Deadline;
import io.panelws.testkit.wire.Reason;
import java.io.IOException;

/** An attempt that did not end with an answer. The message says what went wrong, to a person. */
final class AttemptException extends Exception {

    private static final long serialVersionUID = 1;

    private final Outcome outcome;
    private final int status;

    AttemptException(Outcome outcome, String detail) {
        this(outcome, 0, detail);
    }

    AttemptException(Outcome outcome, int status, String detail) {
        super(detail);
        this.outcome = outcome;
        this.status = status;
    }

    /** What a failed connection is for the one who waits until a deadline. */
    static AttemptException of(IOException failure, Outcome outcome, Deadline deadline) {
        if (deadline.isOver()) {
            return new AttemptException(Outcome.TIMED_OUT, "not done within the deadline");
        }
        String what = outcome == Outcome.UNREACHABLE ? "no connection: " : "the connection broke: ";
        return new AttemptException(outcome, what + Reason.of(failure));
    }

    Outcome outcome() {
        return outcome;
    }

    int status() {
        return status;
    }
}
