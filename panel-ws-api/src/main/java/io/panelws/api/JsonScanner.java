package io.panelws.api;

/**
 * Reads JSON (RFC 8259) from its UTF-8 bytes, once from the beginning to the end, and takes nothing else for JSON: no
 * leniency that one reader has and another has not stands between a node and what is asked of the panel.
 *
 * <p>Bytes that are not UTF-8 are refused as other text that is not JSON is. Nesting deeper than {@link #MAX_DEPTH} is
 * refused, so that it costs no stack.
 */
final class JsonScanner {

    /** Objects and arrays that are open at once, the outermost included. */
    static final int MAX_DEPTH = 255;

    private final byte[] bytes;
    private final int end;
    private final JsonStrings strings;
    private int at;
    private int depth;

    /** Whether an object or an array was opened and nothing of it has been read yet. */
    private boolean opened;

    JsonScanner(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
        this.strings = new JsonStrings(bytes, from, to);
    }

    /** The first byte of what comes next, white space aside. */
    int peek() throws JsonException {
        if (!hasText()) {
            throw new JsonException(JsonException.CUT_SHORT);
        }
        return bytes[at];
    }

    /** Passes over white space and tells whether anything is left. */
    boolean hasText() {
        while (at < end) {
            byte b = bytes[at];
            if (b > ' ' || b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return true;
            }
            at++;
        }
        return false;
    }

    /** Opens the object or array that {@link #peek} has seen. */
    void open() throws JsonException {
        if (depth++ == MAX_DEPTH) {
            throw notJson();
        }
        at++;
        opened = true;
    }

    /** Tells whether a member or an element follows; if none does, the object or array is closed. */
    boolean hasNext(char close) throws JsonException {
        int c = peek();
        if (c == close) {
            at++;
            depth--;
            opened = false;
            return false;
        }
        if (opened) {
            opened = false;
        } else if (c == ',') {
            at++;
        } else {
            throw notJson();
        }
        return true;
    }

    /** The name of a member; a colon and its value come next. */
    String name() throws JsonException {
        passOverName();
        return strings.text();
    }

    private void passOverName() throws JsonException {
        if (peek() != '"') {
            throw notJson();
        }
        passOverString();
    }

    void passOverColon() throws JsonException {
        if (peek() != ':') {
            throw notJson();
        }
        at++;
    }

    String string(String what) throws JsonException {
        mustBeString(what);
        passOverString();
        return strings.text();
    }

    /** The length of the last name or string in bytes of UTF-8. */
    int utf8Length() {
        return strings.utf8Length();
    }

    byte[] base64(String what) throws JsonException {
        mustBeString(what);
        byte[] content = strings.base64(at + 1);
        at = strings.end();
        return content;
    }

    private void mustBeString(String what) throws JsonException {
        if (peek() != '"') {
            throw unexpected("The message's " + what + " is not a string.");
        }
    }

    private void passOverString() throws JsonException {
        at = strings.scan(at + 1);
    }

    long integer(String what) throws JsonException {
        int c = peek();
        if (c == '-' || isDigit(c)) {
            int from = at;
            boolean whole = passOverNumber();
            if (at == end) {
                throw new JsonException(JsonException.CUT_SHORT); // Digits may be missing.
            }
            if (!whole) {
                throw new JsonException("The message's " + what + " is not an integer.");
            }
            try {
                return Long.parseLong(strings.ascii(from, at));
            } catch (NumberFormatException e) {
                throw new JsonException("The message's " + what + " does not fit into 64 bits.");
            }
        }
        throw unexpected("The message's " + what + " is not an integer.");
    }

    /** An integer of 64 bits; whatever else stands there is passed over. */
    long integerOrElse(long other) throws JsonException {
        int c = peek();
        if (c != '-' && !isDigit(c)) {
            passOver();
            return other;
        }
        int from = at;
        boolean whole = passOverNumber();
        try {
            return whole ? Long.parseLong(strings.ascii(from, at)) : other;
        } catch (NumberFormatException e) {
            return other;
        }
    }

    /** Whether {@code ""} comes next; nothing is read. */
    boolean isEmptyString() throws JsonException {
        return peek() == '"' && at(at + 1) == '"';
    }

    /** True when the value is {@code null}, which is then read: it stands for an absent member. */
    boolean isNull() throws JsonException {
        if (peek() != 'n') {
            return false;
        }
        passOverScalar();
        return true;
    }

    /** The refusal of a value that is not of the right type, or not even JSON. */
    JsonException unexpected(String sentence) throws JsonException {
        int c = peek();
        if (c != '"' && c != '{' && c != '[') {
            passOverScalar();
        }
        return new JsonException(sentence);
    }

    void passOver() throws JsonException {
        switch (peek()) {
            case '{' -> {
                open();
                while (hasNext('}')) {
                    passOverName();
                    passOverColon();
                    passOver();
                }
            }
            case '[' -> {
                open();
                while (hasNext(']')) {
                    passOver();
                }
            }
            case '"' -> passOverString();
            default -> passOverScalar();
        }
    }

    private void passOverScalar() throws JsonException {
        switch (peek()) {
            case 'n' -> passOverLiteral("null");
            case 't' -> passOverLiteral("true");
            case 'f' -> passOverLiteral("false");
            default -> passOverNumber();
        }
    }

    private void passOverLiteral(String literal) throws JsonException {
        for (int i = 0; i < literal.length(); i++) {
            if (at(at++) != literal.charAt(i)) {
                throw notJson();
            }
        }
        mustEndHere();
    }

    /** Returns whether the number has neither fraction nor exponent. */
    private boolean passOverNumber() throws JsonException {
        if (at(at) == '-') {
            at++;
        }
        if (at(at) == '0') {
            at++;
        } else {
            passOverDigits();
        }
        boolean whole = true;
        if (at(at) == '.') {
            at++;
            passOverDigits();
            whole = false;
        }
        if (at(at) == 'e' || at(at) == 'E') {
            at++;
            if (at(at) == '+' || at(at) == '-') {
                at++;
            }
            passOverDigits();
            whole = false;
        }
        mustEndHere();
        return whole;
    }

    private void passOverDigits() throws JsonException {
        if (!isDigit(at(at))) {
            throw notJson();
        }
        do {
            at++;
        } while (isDigit(at(at)));
    }

    /** {@code 01} is no number and {@code nullx} no literal, whatever would be said of what follows. */
    private void mustEndHere() throws JsonException {
        switch (at(at)) {
            case ',', ':', '{', '}', '[', ']', ' ', '\n', '\r', '\t' -> {}
            default -> {
                if (at < end) {
                    throw notJson();
                }
            }
        }
    }

    /** Behind the end, something that is nowhere allowed. */
    private int at(int index) {
        return index < end ? bytes[index] : -1;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static JsonException notJson() {
        return new JsonException(JsonException.NOT_JSON);
    }
}
