package io.panelws.testkit.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The mistakes that the panel in Node.js can make, and the case that is about each. */
final class Mistakes {

    static final Map<String, String> FOUND_BY = new LinkedHashMap<>();

    /** Those that show only on a connection that rests. */
    static final Set<String> NEED_REST = Set.of("rest-closed", "pong-required", "rest-message");

    /** Those that keep the probe waiting in many cases. */
    static final Set<String> SILENT = Set.of(
            "frame-500-mb",
            "unknown-unanswered",
            "second-frame-lost",
            "ping-unanswered",
            "goodbye-unanswered",
            "frame-is-a-chunk");

    static {
        found("P-2/reuse", "ended-after-50", "ended-after-each");
        found("P-2/target-from-message", "first-by-url", "always-by-url");
        found("P-2/upgrade-path", "upgrade-path");
        found("P-2/upgrade-prefix", "upgrade-prefix");
        found("P-3/identity", "token-only-in-message");
        found("P-3/message-node", "node-from-message");
        found("P-3/message-token", "token-from-message");
        found("P-3/no-token", "token-absent", "token-prefix");
        found("P-3/wrong-token", "token-ignored");
        found("P-3/wrong-token-post", "token-ignored-for-post");
        found("P-4/accept", "accept-wrong");
        found("P-4/condition", "upgrade-304");
        found("P-4/condition-apart", "condition-of-handshake");
        found("P-4/extra-headers", "cookie");
        found("P-4/no-compression", "extension");
        found("P-4/no-content", "content-length");
        found("P-4/no-subprotocol", "subprotocol");
        found("P-6/close", "goodbye-unanswered");
        found("P-6/fragments", "fragments-apart");
        found("P-6/frames", "frame-masked", "frame-text-text", "frame-continuation", "frame-reserved", "frame-500-mb");
        found("P-6/frames", "length-too-long", "ping-fragmented", "ping-long", "close-1005");
        found("P-6/large-body", "limit-512-kb");
        found("P-6/no-headers", "headers-required");
        found("P-6/pieces", "frame-is-a-chunk");
        found("P-6/ping", "ping-unanswered", "pong-empty");
        found("P-6/ping-within", "ping-ends-message");
        found("P-6/pong", "pong-is-message");
        found("P-6/split-character", "fragments-decoded");
        found("P-6/text", "binary");
        found("P-7/base64", "base64-url", "body-plain");
        found("P-7/header-arrays", "header-strings");
        found("P-7/hop-by-hop", "hop-by-hop");
        found("P-7/id", "id-counted", "id-double", "id-string", "id-missing");
        found("P-7/integers", "status-string", "status-float", "status-missing");
        found("P-7/no-id", "id-zero");
        found("P-8/one-answer", "answer-twice", "unknown-unanswered", "second-frame-lost");
        found("P-8/order", "order-of-completion", "order-two-at-once");
        found("P-8/rest", "rest-message");
        found("P-8/unsolicited", "welcome", "clock");
        found("P-9/non-ascii", "crash-non-ascii");
        found("P-9/query", "query-is-path");
        found("P-10/etag-spelling", "etag-case");
        found("P-10/header-spelling", "header-lower-case");
        found("P-11/changed", "condition-always");
        found("P-11/empty-condition", "condition-empty-refused");
        found("P-11/error-body", "error-page");
        found("P-11/no-body", "not-modified-body");
        found("P-11/not-modified", "condition-never", "condition-lower-case");
        found("P-12/duplicates", "member-twice");
        found("P-12/json", "bom", "encoded-twice");
        found("P-12/member-names", "member-case");
        found("P-14/own-connection", "newest-connection");
        found("P-14/second-connection", "one-connection");
        found("P-16/no-pong", "pong-required");
        found("P-16/rest", "rest-closed");
        found("P-17/concurrent", "ids-one-by-one");
        found("P-17/ids", "ids-of-the-last");
        found("P-17/large-ids", "ids-in-a-double");
        found("P-17/mixed", "ids-mixed-order");
        found("P-17/same-id", "same-id-once");
        found("api/alivelist", "alive-array");
        found("api/config", "port-string");
        found("api/etag", "etag-missing");
        found("api/forbidden", "token-refused-with-401");
        found("api/push", "push-false");
        found("api/user", "users-strings");
        found("http/config", "http-differs");
    }

    private Mistakes() {}

    private static void found(String id, String... mistakes) {
        for (String mistake : mistakes) {
            FOUND_BY.put(mistake, id);
        }
    }
}
