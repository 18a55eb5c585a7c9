package io.panelws.testkit.conformance;

import io.panelws.testkit.wire.FrameException;

/** Ends a case before its end. */
final class Finding extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Verdict verdict;
    private final String event;

    private Finding(Verdict verdict, String event) {
        super(text(verdict), null, false, false);
        this.verdict = verdict;
        this.event = event;
    }

    static Finding failed(String expected, String seen) {
        return of(expected, seen, "expected " + expected + ", seen " + seen);
    }

    /** A failure that several cases may have in common, with the same words for it in each. */
    static Finding of(String expected, String seen, String event) {
        return new Finding(new Verdict.Failed(expected, seen), event);
    }

    static Finding of(FrameException e) {
        return failed(e.expected(), e.seen());
    }

    static Finding skipped(String reason) {
        return new Finding(new Verdict.Skipped(reason), "");
    }

    static void require(boolean met, String expected, String seen) throws Finding {
        if (!met) {
            throw failed(expected, seen);
        }
    }

    Verdict verdict() {
        return verdict;
    }

    /** Words for what happened; two failures with the same are one mistake. */
    String event() {
        return event;
    }

    private static String text(Verdict verdict) {
        return verdict instanceof Verdict.Failed failed
                ? "expected " + failed.expected() + ", seen " + failed.seen()
                : verdict.toString();
    }
}
