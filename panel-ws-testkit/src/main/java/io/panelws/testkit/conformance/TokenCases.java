package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;

import io.panelws.api.WsRequest;
import io.panelws.testkit.conformance.Check.Bound;
import io.panelws.testkit.conformance.Probe.Handshaken;
import io.panelws.testkit.wire.Handshake;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** P-3 and P-5: what a stranger gets, which is nothing, and that a message makes nobody another. */
final class TokenCases {

    private static final String LET_IN = "a stranger who is let in";

    static final List<Bound> ALL = List.of(
            must(
                    "P-3/wrong-token",
                    "P-3, P-5",
                    "A wrong token is refused with 401 or 403, at the handshake or in answer to each message.",
                    probe -> refused(probe, List.of(Call.CONFIG.get(), Call.USER.get(), Call.ALIVELIST.get()))),
            must(
                    "P-3/wrong-token-post",
                    "P-3, P-5",
                    "A stranger's traffic and addresses are refused with 401 or 403, whatever their body is.",
                    probe -> refused(probe, posts(probe))),
            must(
                    "P-3/no-token",
                    "P-3",
                    "No token, an empty one, and more than the right one are no more than a wrong one.",
                    TokenCases::noToken),
            must(
                            "P-3/message-token",
                            "P-3",
                            "A message cannot bring the token that its connection's URL lacks.",
                            TokenCases::tokenInMessage)
                    .after("P-3/identity"),
            must(
                    "P-3/message-node",
                    "P-3",
                    "A message cannot act as another node than its connection's URL says.",
                    TokenCases::nodeInMessage));

    private TokenCases() {}

    static boolean isRefusal(int status) {
        return status == 401 || status == 403;
    }

    /** Not refused as it must be; the same mistake wherever a stranger gets what he asks for. */
    static void requireStranger(boolean met, boolean letIn, String expected, String seen) throws Finding {
        if (!met) {
            throw letIn ? Finding.of(expected, seen, LET_IN) : Finding.failed(expected, seen);
        }
    }

    private static void refused(Probe probe, List<WsRequest> requests) throws IOException, Finding {
        probe.remark("with a wrong token");
        Handshaken made = probe.open(Probe.handshake(probe.stranger(), Call.CONFIG.path()));
        if (made.connection().isEmpty()) {
            requireRefusal(made.head().status(), made.seen());
            return;
        }
        for (WsRequest request : requests) {
            Answer answer = made.connection().get().ask(request);
            requireRefusal(answer.status(), answer.seen());
        }
    }

    /** A panel that takes them books nothing, unless it may. */
    private static List<WsRequest> posts(Probe probe) {
        List<WsRequest> posts = new ArrayList<>();
        for (Call call : List.of(Call.PUSH, Call.ALIVE)) {
            posts.add(call.post(""));
            posts.add(call.post("{}"));
        }
        posts.add(Call.PUSH.post("{\"0\":[0,0]}"));
        posts.add(Call.ALIVE.post("{\"0\":[]}"));
        if (probe.options().allowWrites()) {
            posts.add(Call.PUSH.post("{\"1\":[1,1]}"));
            posts.add(Call.ALIVE.post("{\"1\":[\"203.0.113.7\"]}"));
        }
        return posts;
    }

    private static void requireRefusal(int status, String seen) throws Finding {
        requireStranger(isRefusal(status), status < 400, "status 401 or 403", seen);
    }

    private static void noToken(Probe probe) throws IOException, Finding {
        String right = probe.node().webSocketUrl(Call.CONFIG.path()).toString();
        for (String url : List.of(
                right.replaceFirst("&token=[^&]*", ""),
                right.replaceFirst("&token=[^&]*", "&token="),
                right.replaceFirst("&token=[^&]*", "$0x"))) {
            probe.remark("with " + (url.contains("token=") ? "a wrong token" : "no token"));
            Handshaken made = probe.open(Probe.handshake(URI.create(url)));
            if (made.connection().isPresent()) {
                Answer answer = made.connection().get().ask(Call.CONFIG.get());
                requireStranger(!answer.isSuccess(), true, "a refusal", answer.seen());
            }
        }
    }

    private static void tokenInMessage(Probe probe) throws IOException, Finding {
        probe.remark("with a wrong token, and the right one in the message");
        Handshake handshake = Probe.handshake(probe.stranger(), Call.CONFIG.path());
        Handshaken made = probe.open(handshake);
        if (made.connection().isPresent()) {
            String query = probe.handshake().url().getRawQuery();
            Answer answer = made.connection().get().ask(Call.get(Call.CONFIG.path() + "?" + query, Map.of()));
            requireStranger(answer.status() >= 400, true, "a refusal: status 400, 401 or 403", answer.seen());
        }
    }

    /** Refused, or answered as if nothing had been said. */
    private static void nodeInMessage(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        Answer own = connection.ask(Call.CONFIG.get());
        if (!connection
                .ask(Call.get(Call.CONFIG.path() + "?panel-ws-probe=1", Map.of()))
                .text()
                .equals(own.text())) {
            throw Finding.skipped("the panel takes no query, or its settings change each time: see P-9/query");
        }
        String query = "?node_id=" + (probe.node().nodeId() + 1) + "&node_type=other";
        Answer answer = connection.ask(Call.get(Call.CONFIG.path() + query, Map.of()));
        boolean refused = List.of(400, 401, 403).contains(answer.status());
        Finding.require(
                refused || answer.text().equals(own.text()), "a refusal, or the node's own settings", answer.seen());
    }
}
