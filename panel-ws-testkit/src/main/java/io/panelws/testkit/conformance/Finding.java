package io.panelws.testkit.conformance;

/** Ends a case before its end. */
final class Finding extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Verdict verdict;

    private Finding(Verdict verdict) {
        super(text(verdict), null, false, false);
        this.verdict = verdict;
    }

    static Finding failed(String expected, String seen) {
        return new Finding(new Verdict.Failed(expected, seen));
    }

    static Finding skipped(String reason) {
        return new Finding(new Verdict.Skipped(reason));
    }

    static void require(boolean met, String expected, String seen) throws Finding {
        if (!met) {
            throw failed(expected, seen);
        }
    }

    Verdict verdict() {
        return verdict;
    }

    private static String text(Verdict verdict) {
        return verdict instanceof Verdict.Failed failed
                ? "expected " + failed.expected() + ", seen " + failed.seen()
                : verdict.toString();
    }
}
