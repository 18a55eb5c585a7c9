package io.panelws.testkit.wire;

import java.io.IOException;

/** A frame that RFC 6455 does not allow where it stands. */
public final class FrameException extends IOException {

    private static final long serialVersionUID = 1;

    private final String expected;
    private final String seen;

    /**
     * Says what is wrong.
     *
     * @param expected what may come there, with the rule that says so
     * @param seen what has come
     */
    public FrameException(String expected, String seen) {
        super("expected " + expected + ", seen " + seen);
        this.expected = expected;
        this.seen = seen;
    }

    /**
     * What may come there.
     *
     * @return part of a sentence
     */
    public String expected() {
        return expected;
    }

    /**
     * What has come.
     *
     * @return part of a sentence
     */
    public String seen() {
        return seen;
    }
}
