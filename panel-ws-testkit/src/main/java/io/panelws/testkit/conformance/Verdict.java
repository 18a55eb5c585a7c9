package io.panelws.testkit.conformance;

/** How a case ended. */
public sealed interface Verdict {

    /** The panel does what is required. */
    record Passed() implements Verdict {}

    /**
     * It does something else.
     *
     * @param expected what the requirement asks for, in this case
     * @param seen what was there in its place, without the token
     */
    record Failed(String expected, String seen) implements Verdict {}

    /**
     * The case could not come out otherwise, since another has failed: the same thing went wrong, or what it builds upon.
     * It may hide more; that shows when the other is mended.
     *
     * @param from the id of the other case
     * @param failure what was expected and seen in this one
     */
    record Follows(String from, Failed failure) implements Verdict {}

    /**
     * The case says nothing about this panel.
     *
     * @param reason why
     */
    record Skipped(String reason) implements Verdict {}
}
