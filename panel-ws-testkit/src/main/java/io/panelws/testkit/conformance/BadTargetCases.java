package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;
import static io.panelws.testkit.conformance.Check.Bound.should;

import io.panelws.api.WsRequest;
import io.panelws.testkit.conformance.Check.Bound;
import io.panelws.testkit.node.NodeOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of bad input: requests for what nobody may ask for. */
final class BadTargetCases {

    private static final String API = "/api/v1/server/UniProxy/";
    private static final Set<Integer> NOT_FOUND = Set.of(400, 404);

    static final List<Bound> ALL = List.of(
            must(
                    "bad-input/method",
                    BadMessageCases.TABLE,
                    "A method that is not allowed is answered with 405 and Allow, and the connection goes on.",
                    BadTargetCases::method),
            must(
                    "bad-input/relative-path",
                    BadMessageCases.TABLE,
                    "A path that does not begin with exactly one slash is answered with 400, and the connection goes on.",
                    probe -> refused(probe, Set.of(400), "config", "http://127.0.0.1" + API + "config", "/" + API)),
            must(
                    "bad-input/dot-segments",
                    BadMessageCases.TABLE,
                    "A path with dot segments, escaped ones too, is refused with 400 or 404, and the connection goes on.",
                    probe -> refused(
                            probe,
                            NOT_FOUND,
                            API + "../UniProxy/config",
                            API + "./config",
                            API + "%2e%2e/UniProxy/config",
                            API + "x/..%2Fconfig")),
            must(
                    "bad-input/path-control-characters",
                    BadMessageCases.TABLE,
                    "A path with a line break or another control character is answered with 400.",
                    probe -> refused(
                            probe, Set.of(400), API + "config HTTP/1.1\r\nX: y", API + "config\n", API + "a\u0000b")),
            must(
                    "bad-input/identity-again",
                    "P-3; " + BadMessageCases.TABLE,
                    "A query that sets what the connection's URL has set is answered with 400: no node acts as another.",
                    BadTargetCases::identity),
            should(
                    "bad-input/path-outside",
                    BadMessageCases.TABLE,
                    "A path outside the node API is answered with 404, and the connection goes on.",
                    probe -> refused(probe, Set.of(404), "/panel-ws-probe/nothing")));

    private BadTargetCases() {}

    private static void method(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        Answer answer = connection.ask("{\"method\":\"BREW\",\"path\":\"" + Call.CONFIG.path() + "\"}");
        Finding.require(answer.status() == 405, "status 405", answer.seen());
        Finding.require(
                answer.header("Allow").isPresent(),
                "a header Allow",
                "headers " + answer.headers().keySet());
        BadMessageCases.requireGoesOn(probe, connection);
    }

    private static void identity(Probe probe) throws IOException, Finding {
        NodeOptions node = probe.node();
        String config = Call.CONFIG.path() + "?";
        refused(
                probe,
                Set.of(400),
                config + "node_id=" + (node.nodeId() + 1),
                config + "node_type=other",
                config + "token=other",
                config + "node%5Fid=" + (node.nodeId() + 1));
    }

    private static void refused(Probe probe, Set<Integer> statuses, String... paths) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        for (String path : paths) {
            Answer answer = connection.ask(new WsRequest("GET", path, Map.of(), new byte[0]));
            Finding.require(
                    statuses.contains(answer.status()), "status " + either(statuses) + " for " + path, answer.seen());
        }
        BadMessageCases.requireGoesOn(probe, connection);
    }

    private static String either(Set<Integer> statuses) {
        return statuses.size() == 1 ? "" + statuses.iterator().next() : "400 or 404";
    }
}
