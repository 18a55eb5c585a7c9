package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;
import static io.panelws.testkit.conformance.Check.Bound.should;

import io.panelws.api.WsRequest;
import io.panelws.testkit.conformance.Check.Bound;
import io.panelws.testkit.wire.HttpAnswer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A node that falls back asks the same over HTTP (P-14): it gets the same. */
final class HttpCases {

    private static final String PROMISE = "P-14; README, the promise";
    private static final int TRIES = 3;

    static final List<Bound> ALL = List.of(
            same(Call.CONFIG, "The settings are the same over HTTP: status, body, type and entity tag."),
            same(Call.USER, "The users are the same over HTTP: status, body, type and entity tag."),
            same(Call.ALIVELIST, "Who is online is the same over HTTP: status, body, type and entity tag."),
            must(
                            "http/not-modified",
                            PROMISE,
                            "An entity tag that came over HTTP matches over WebSocket.",
                            HttpCases::notModified)
                    .after("P-11/not-modified", "http/config"),
            should(
                    "http/unknown",
                    PROMISE,
                    "A call that does not exist has the status that it has over HTTP.",
                    HttpCases::unknown));

    private HttpCases() {}

    /** Skips the case where there is no API over HTTP: a panel may have it elsewhere. */
    static void requirePanel(Probe probe) throws Finding {
        int status = probe.http(Call.CONFIG.get()).head().status();
        if (status != 200) {
            throw Finding.skipped("the panel does not serve the settings over HTTP at "
                    + probe.node().apiUrl().getAuthority() + ": status " + status);
        }
    }

    private static Bound same(Call call, String requirement) {
        String name = call.path().substring(call.path().lastIndexOf('/') + 1);
        return must("http/" + name, PROMISE, requirement, probe -> same(probe, call.get()));
    }

    /** Several times where it must be: a real panel's data changes between two requests. */
    private static void same(Probe probe, WsRequest request) throws IOException, Finding {
        requirePanel(probe);
        PanelConnection connection = probe.connect();
        for (int tries = 1; ; tries++) {
            HttpAnswer overHttp = probe.http(request);
            Answer answer = connection.ask(request);
            boolean same = overHttp.head().status() == answer.status() && Arrays.equals(overHttp.body(), answer.body());
            if (same || tries == TRIES) {
                Finding.require(same, "as over HTTP: " + seen(overHttp), answer.seen());
                requireSameHeader("Content-Type", overHttp, answer);
                requireSameHeader("ETag", overHttp, answer);
                return;
            }
        }
    }

    private static void requireSameHeader(String name, HttpAnswer overHttp, Answer answer) throws Finding {
        String expected = overHttp.head().first(name).orElse("none");
        String seen = answer.header(name).orElse("none");
        Finding.require(expected.equals(seen), name + " as over HTTP: " + expected, name + ": " + seen);
    }

    private static void notModified(Probe probe) throws IOException, Finding {
        requirePanel(probe);
        String tag = probe.http(Call.CONFIG.get())
                .head()
                .first("ETag")
                .orElseThrow(() -> Finding.skipped("the settings have no entity tag over HTTP"));
        Answer answer = probe.connect().ask(Call.CONFIG.get(tag));
        Finding.require(answer.status() == 304, "status 304", answer.seen());
    }

    private static void unknown(Probe probe) throws IOException, Finding {
        requirePanel(probe);
        HttpAnswer overHttp = probe.http(Call.UNKNOWN.get());
        Answer answer = probe.connect().ask(Call.UNKNOWN.get());
        Finding.require(overHttp.head().status() == answer.status(), "as over HTTP: " + seen(overHttp), answer.seen());
    }

    private static String seen(HttpAnswer answer) {
        return "status " + answer.head().status() + ", a body of " + answer.body().length + " bytes";
    }
}
