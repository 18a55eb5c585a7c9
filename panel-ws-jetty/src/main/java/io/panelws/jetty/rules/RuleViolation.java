package io.panelws.jetty.rules;

import java.util.List;

/** A message that breaks a rule; its message is the sentence that the node's operator reads (P-11). */
public final class RuleViolation extends Exception {

    private static final long serialVersionUID = 1;

    /** The HTTP status of the answer. */
    private final int status;

    /** Header fields of the answer. */
    private final transient List<HeaderField> headers;

    private RuleViolation(int status, String sentence, List<HeaderField> headers) {
        super(sentence, null, false, false);
        this.status = status;
        this.headers = headers;
    }

    static RuleViolation badRequest(String sentence) {
        return new RuleViolation(400, sentence, List.of());
    }

    static RuleViolation notFound(String sentence) {
        return new RuleViolation(404, sentence, List.of());
    }

    static RuleViolation uriTooLong(String sentence) {
        return new RuleViolation(414, sentence, List.of());
    }

    static RuleViolation methodNotAllowed(String sentence, String allow) {
        return new RuleViolation(405, sentence, List.of(new HeaderField("Allow", allow)));
    }

    /**
     * The status of the answer.
     *
     * @return 400, 404, 405 or 414
     */
    public int status() {
        return status;
    }

    /**
     * Header fields that the answer must carry.
     *
     * @return {@code Allow} with a 405 (RFC 9110, section 15.5.6), else none
     */
    public List<HeaderField> headers() {
        return headers;
    }
}
