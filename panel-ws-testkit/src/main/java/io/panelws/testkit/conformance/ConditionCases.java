package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;
import static io.panelws.testkit.conformance.Check.Bound.should;

import io.panelws.testkit.conformance.Check.Bound;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** P-10 and P-11: polls that find nothing changed, and errors. */
final class ConditionCases {

    private static final int SHORT = 1024;
    private static final Set<String> REGISTERED = Set.of(
            "Age",
            "Allow",
            "Cache-Control",
            "Content-Disposition",
            "Content-Encoding",
            "Content-Language",
            "Content-Length",
            "Content-Type",
            "Expires",
            "Last-Modified",
            "Location",
            "Retry-After",
            "Set-Cookie",
            "Vary",
            "WWW-Authenticate");

    static final List<Bound> ALL = List.of(
            must(
                    "P-10/etag-spelling",
                    "P-10",
                    "The entity tag's header is spelt ETag: a node does not find it otherwise.",
                    ConditionCases::etagSpelling),
            should(
                    "P-10/header-spelling",
                    "P-10",
                    "Headers that HTTP registers are spelt as registered.",
                    ConditionCases::headerSpelling),
            must(
                    "P-11/not-modified",
                    "P-11, the API table",
                    "A request for the settings or the users whose If-None-Match matches is answered with 304.",
                    ConditionCases::notModified),
            must("P-11/no-body", "P-11; RFC 9110, 15.4.5", "A 304 has no body.", ConditionCases::noBody),
            should(
                    "P-11/not-modified-etag",
                    "RFC 9110, 15.4.5",
                    "A 304 has the entity tag that the 200 would have.",
                    ConditionCases::notModifiedEtag),
            must(
                    "P-11/changed",
                    "P-11",
                    "A request whose If-None-Match does not match is answered with 200 and the whole body.",
                    probe -> full(probe, "\"panel-ws-probe\"")),
            must(
                    "P-11/empty-condition",
                    "P-4, P-11",
                    "An empty If-None-Match is none: the answer is 200 and the whole body.",
                    probe -> full(probe, "")),
            must(
                    "P-11/error-body",
                    "P-11",
                    "The body of an error is one readable text of 1 KiB at most: the node logs it.",
                    ConditionCases::errorBody));

    private ConditionCases() {}

    /** The current entity tag of a call; skips the case when there is none. */
    static String etag(Probe probe, Call call) throws IOException, Finding {
        return probe.connect()
                .ask(call.get())
                .etag()
                .orElseThrow(
                        () -> Finding.skipped("the answer to " + call.path() + " has no entity tag: see api/etag"));
    }

    private static void etagSpelling(Probe probe) throws IOException, Finding {
        for (Call call : List.of(Call.CONFIG, Call.USER)) {
            etag(probe, call);
            Set<String> names = probe.connect().ask(call.get()).headers().keySet();
            Finding.require(
                    names.contains("ETag"),
                    "a header named ETag",
                    names.stream().filter("etag"::equalsIgnoreCase).collect(Collectors.joining()));
        }
    }

    private static void headerSpelling(Probe probe) throws IOException, Finding {
        for (Answer answer : probe.sample()) {
            for (String name : answer.headers().keySet()) {
                for (String registered : REGISTERED) {
                    boolean misspelt = registered.equalsIgnoreCase(name) && !registered.equals(name);
                    Finding.require(!misspelt, registered, name);
                }
            }
        }
    }

    private static void notModified(Probe probe) throws IOException, Finding {
        for (Call call : List.of(Call.CONFIG, Call.USER)) {
            String tag = etag(probe, call);
            Answer answer = probe.connect().ask(call.get(tag));
            Finding.require(answer.status() == 304, "status 304", answer.seen());
        }
    }

    private static void noBody(Probe probe) throws IOException, Finding {
        Answer answer = unchanged(probe);
        Finding.require(answer.body().length == 0, "no body", answer.body().length + " bytes: " + answer.text());
    }

    private static void notModifiedEtag(Probe probe) throws IOException, Finding {
        Answer answer = unchanged(probe);
        Finding.require(
                answer.etag().isPresent(),
                "a header ETag",
                answer.headers().isEmpty()
                        ? "no headers"
                        : answer.headers().keySet().toString());
    }

    private static Answer unchanged(Probe probe) throws IOException, Finding {
        String tag = etag(probe, Call.CONFIG);
        Answer answer = probe.connect().ask(Call.CONFIG.get(tag));
        if (answer.status() != 304) {
            throw Finding.skipped("the panel did not answer with 304: see P-11/not-modified");
        }
        return answer;
    }

    private static void full(Probe probe, String condition) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        requireFull(connection.ask(Call.CONFIG.get(condition)));
        connection.send(Call.USER.get(condition));
        if (connection.receive() instanceof Received.Message message) {
            requireFull(Answer.of(message));
        }
    }

    private static void requireFull(Answer answer) throws Finding {
        Finding.require(answer.status() == 200 && answer.body().length > 0, "status 200 with a body", answer.seen());
    }

    private static void errorBody(Probe probe) throws IOException, Finding {
        Answer answer = probe.connect().ask(Call.UNKNOWN.get());
        if (answer.status() >= 400) {
            requireReadable(answer);
        }
    }

    private static void requireReadable(Answer answer) throws Finding {
        Finding.require(
                answer.body().length > 0 && answer.body().length <= SHORT,
                "between 1 and " + SHORT + " bytes",
                answer.seen());
        boolean readable = JsonText.isUtf8(answer.body())
                && answer.text().codePoints().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
        Finding.require(readable, "text in UTF-8", answer.seen());
        Finding.require(!answer.text().stripLeading().startsWith("<"), "text and no page of HTML", answer.seen());
    }
}
