package io.panelws.api;

/** Says in one sentence why a text is refused; {@link RequestReader} adds what the answer needs. */
final class JsonException extends Exception {

    private static final long serialVersionUID = 1;

    static final String NOT_JSON = "The message is not valid JSON.";
    static final String CUT_SHORT = "The message ends before its JSON does.";

    JsonException(String sentence) {
        super(sentence, null, false, false);
    }
}
