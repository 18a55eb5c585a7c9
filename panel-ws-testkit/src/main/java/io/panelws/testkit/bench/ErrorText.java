package io.panelws.testkit.bench;

/** A panel's error as a terminal may show it. */
final class ErrorText {

    private static final int SHOWN = 200;

    private ErrorText() {}

    /** As much of it as fits a line, without what would move a terminal's cursor. */
    static String shown(String text) {
        return text.substring(0, Math.min(SHOWN, text.length())).replaceAll("\\p{Cntrl}", " ");
    }
}
