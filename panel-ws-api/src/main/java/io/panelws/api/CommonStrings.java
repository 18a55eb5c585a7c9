package io.panelws.api;

/** Names and values that nearly every message has; they are found among the bytes rather than made anew. */
final class CommonStrings {

    private static final String[] COMMON = {
        "id",
        "method",
        "path",
        "headers",
        "body",
        "GET",
        "POST",
        "Accept",
        "Content-Type",
        "If-None-Match",
        "User-Agent",
        "application/json",
    };

    private static final String[] TABLE = new String[64];

    static {
        for (String text : COMMON) {
            int slot = slot(text.length(), text.charAt(0));
            if (TABLE[slot] != null) {
                throw new ExceptionInInitializerError(text + " and " + TABLE[slot] + " share a slot");
            }
            text.hashCode(); // Kept in the string from now on.
            TABLE[slot] = text;
        }
    }

    private CommonStrings() {}

    /** The string of these ASCII bytes, or null when it is not a common one. */
    static String find(byte[] bytes, int from, int to) {
        if (from == to) {
            return "";
        }
        String text = TABLE[slot(to - from, bytes[from])];
        if (text == null || text.length() != to - from) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != bytes[from + i]) {
                return null;
            }
        }
        return text;
    }

    private static int slot(int length, int first) {
        return length + first & TABLE.length - 1;
    }
}
