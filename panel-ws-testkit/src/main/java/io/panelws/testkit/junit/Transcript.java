package io.panelws.testkit.junit;

import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.panel.RecordedBody;
import io.panelws.testkit.panel.RecordedExchange;
import io.panelws.testkit.wire.Mask;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the nodes of a test tried and what the panel answered them, in the order in which it came about, for a person. The
 * last {@value #MAX_ENTRIES} entries are kept. Tokens are masked wherever they appear. This class is thread-safe.
 */
final class Transcript {

    private static final int MAX_ENTRIES = 200;
    private static final int MAX_BODY = 1_000;
    private static final String INDENT = "\n        ";
    private static final Set<String> SECRET_HEADERS = Set.of("authorization", "cookie", "set-cookie");

    /** Carries the transcript of a failed test, suppressed in the failure, to wherever failures are shown. */
    static final class Attached extends RuntimeException {

        private static final long serialVersionUID = 1;

        Attached(String text) {
            super("what the nodes and the panel said:\n" + text, null, false, false);
        }

        /** Without the name of the class: the text is for whoever reads the failure. */
        @Override
        public String toString() {
            return getMessage();
        }
    }

    private final Deque<String> entries = new ArrayDeque<>();
    private Mask mask = Mask.PARAMETERS;
    private int dropped;

    synchronized void mask(String token) {
        mask = mask.and(token);
    }

    void add(String node, Attempt attempt) {
        String connection = attempt.connection() == 0 ? "" : " " + attempt.connection();
        String status = attempt.status() == 0 ? "" : " " + attempt.status();
        String detail = attempt.detail().isEmpty() ? "" : " (" + attempt.detail() + ")";
        add(node + ", " + attempt.transport() + connection + ": " + attempt.method() + " " + attempt.path() + " -> "
                + attempt.outcome() + status + detail);
    }

    void add(RecordedExchange exchange) {
        StringBuilder text = new StringBuilder("panel, " + exchange.transport() + " ")
                .append(exchange.connection())
                .append('.')
                .append(exchange.index())
                .append(": ")
                .append(exchange.request().method())
                .append(' ')
                .append(exchange.request().maskedTarget());
        describe(text, '>', exchange.request().headers(), exchange.request().body());
        text.append(INDENT).append("< ").append(exchange.response().status());
        describe(text, '<', exchange.response().headers(), exchange.response().body());
        add(text.toString());
    }

    synchronized void add(String entry) {
        entries.add(entry);
        if (entries.size() > MAX_ENTRIES) {
            entries.remove();
            dropped++;
        }
    }

    synchronized boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The whole text, a line or more for each entry. */
    synchronized String text() {
        String text = mask.apply(String.join("\n", entries));
        return dropped == 0 ? text : "(" + dropped + " earlier entries left out)\n" + text;
    }

    private static void describe(StringBuilder text, char mark, Map<String, List<String>> headers, RecordedBody body) {
        headers.forEach((name, values) -> values.forEach(value -> text.append(INDENT)
                .append(mark)
                .append(' ')
                .append(name)
                .append(": ")
                .append(SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT)) ? "***" : value)));
        if (body.size() > 0) {
            text.append(INDENT).append(mark).append(' ').append(readable(body));
        }
    }

    private static String readable(RecordedBody body) {
        String content = body.text();
        String start = content.substring(0, Math.min(content.length(), MAX_BODY));
        boolean isText = start.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
        if (!isText || start.indexOf('\ufffd') >= 0) {
            return "(" + body + ")";
        }
        String whole = start.strip().replace("\n", INDENT + "  ");
        return start.length() == content.length() && body.isComplete() ? whole : whole + "... (" + body + ")";
    }
}
