package io.panelws.testkit.junit;

/** Carries the transcript of a failed test, suppressed in the failure, to wherever failures are shown. */
final class AttachedTranscript extends RuntimeException {

    private static final long serialVersionUID = 1;

    AttachedTranscript(String text) {
        super("what the nodes and the panel said:\n" + text, null, false, false);
    }

    /** Without the name of the class: the text is for whoever reads the failure. */
    @Override
    public String toString() {
        return getMessage();
    }
}
