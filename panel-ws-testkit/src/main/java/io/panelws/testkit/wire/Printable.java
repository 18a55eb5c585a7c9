package io.panelws.testkit.wire;

/** Text for terminals and reports: what would move a cursor, or cannot be expressed in XML, is written as an escape. Stateless. */
public final class Printable {

    private static final int LINE = 200;

    private Printable() {}

    /**
     * All of it.
     *
     * @param text whoever wrote it
     * @return the text with escapes
     */
    public static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(printable, c));
        return printable.toString();
    }

    /**
     * As much of it as fits a line.
     *
     * @param text whoever wrote it; a panel's error for one
     * @return its beginning, with spaces in place of what is no character
     */
    public static String line(String text) {
        return text.substring(0, Math.min(LINE, text.length())).replaceAll("\\p{Cntrl}", " ");
    }

    private static void append(StringBuilder printable, int c) {
        switch (c) {
            case '\r' -> printable.append("\\r");
            case '\n' -> printable.append("\\n");
            case '\t' -> printable.append("\\t");
            default -> {
                if (isPlain(c)) {
                    printable.appendCodePoint(c);
                } else {
                    printable.append(String.format("\\u%04X", c));
                }
            }
        }
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
