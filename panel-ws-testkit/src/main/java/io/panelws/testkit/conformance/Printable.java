package io.panelws.testkit.conformance;

/** Text for terminals and reports: what would move a cursor, or cannot be expressed in XML, is written as an escape. */
final class Printable {

    private Printable() {}

    static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(printable, c));
        return printable.toString();
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
