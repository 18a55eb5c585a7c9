package io.panelws.testkit.panel;

/** A request that the panel cannot serve. The message is one sentence for the node's log (P-11). */
final class BadInputException extends Exception {

    private static final long serialVersionUID = 1;

    BadInputException(String sentence) {
        super(sentence);
    }
}
