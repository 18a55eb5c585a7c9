package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;
import static io.panelws.testkit.conformance.Check.Bound.should;

import io.panelws.api.WsRequest;
import io.panelws.testkit.conformance.Check.Bound;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** P-9: paths as Go writes them. */
final class PathCases {

    private static final String TARGET = "P-2/target-from-message";
    private static final String API = "/api/v1/server/UniProxy/";

    static final List<Bound> ALL = List.of(
            must(
                            "P-9/non-ascii",
                            "P-9",
                            "A path with raw non-ASCII characters is answered as the same path in percent escapes.",
                            PathCases::nonAscii)
                    .after(TARGET),
            must(
                            "P-9/escapes",
                            "P-9",
                            "A path with percent escapes is answered as the panel answers it over HTTP.",
                            PathCases::escapes)
                    .after(TARGET),
            should(
                    "P-9/query",
                    "P-9",
                    "A query in the path is no part of the path.",
                    probe -> MessageCases.requireSuccess(
                            probe.connect().ask(get(Call.CONFIG.path() + "?panel-ws-probe=1")))));

    private PathCases() {}

    private static void nonAscii(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        Answer escaped = connection.ask(get(API + "%E7%AF%80%E9%BB%9E"));
        Answer raw = connection.ask(get(API + "\u7bc0\u9ede"));
        Finding.require(raw.status() == escaped.status(), "as for the escapes: " + escaped.seen(), raw.seen());
        MessageCases.requireSuccess(connection.ask(Call.CONFIG.get()));
    }

    private static void escapes(Probe probe) throws IOException, Finding {
        HttpCases.requirePanel(probe);
        PanelConnection connection = probe.connect();
        for (String name : List.of("c%6Fnfig", "user%20", "%75ser")) {
            int overHttp = probe.http(get(API + name)).head().status();
            Answer answer = connection.ask(get(API + name));
            Finding.require(answer.status() == overHttp, "as over HTTP: status " + overHttp, answer.seen());
        }
    }

    private static WsRequest get(String path) {
        return Call.get(path, Map.of());
    }
}
