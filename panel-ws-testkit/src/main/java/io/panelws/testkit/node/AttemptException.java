package io.panelws.testkit.node;

/** An attempt that did not end with an answer. The message says what went wrong without naming the address. */
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

    Outcome outcome() {
        return outcome;
    }

    int status() {
        return status;
    }
}
