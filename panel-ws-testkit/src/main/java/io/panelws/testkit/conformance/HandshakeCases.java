package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;
import static io.panelws.testkit.conformance.Check.Bound.should;

import io.panelws.testkit.conformance.Check.Bound;
import io.panelws.testkit.conformance.Probe.Handshaken;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** P-2 to P-5: who gets a connection, and what the 101 says. */
final class HandshakeCases {

    private static final Set<String> OF_A_101 =
            Set.of("upgrade", "connection", "sec-websocket-accept", "date", "server", "via");

    static final List<Bound> ALL = List.of(
            must(
                    "P-2/upgrade-path",
                    "P-2",
                    "An upgrade is accepted on the path of every call, whichever request is a node's first.",
                    HandshakeCases::everyCall),
            should(
                    "P-2/upgrade-prefix",
                    "P-1, P-2",
                    "An upgrade is accepted behind another path prefix, as a WsURL may have one.",
                    HandshakeCases::prefix),
            must(
                    "P-3/identity",
                    "P-3",
                    "The query of the handshake's URL says which node asks; the messages need not.",
                    HandshakeCases::identity),
            must(
                    "P-3/wrong-token",
                    "P-3, P-5",
                    "A wrong token is refused with 401 or 403, at the handshake or in answer to each message.",
                    HandshakeCases::wrongToken),
            must(
                    "P-3/message-token",
                    "P-3",
                    "A message cannot bring the token that its connection's URL lacks.",
                    HandshakeCases::tokenInMessage),
            must(
                    "P-4/accept",
                    "RFC 6455, 4.2.2",
                    "The 101 has Upgrade, Connection and the Sec-WebSocket-Accept that belongs to the key.",
                    HandshakeCases::accept),
            must(
                    "P-4/no-compression",
                    "P-4; RFC 6455, 9.1",
                    "The 101 names no extension: the node offers none.",
                    probe -> without(probe, "Sec-WebSocket-Extensions")),
            must(
                    "P-4/no-subprotocol",
                    "P-4; RFC 6455, 4.2.2",
                    "The 101 names no subprotocol: the node offers none.",
                    probe -> without(probe, "Sec-WebSocket-Protocol")),
            must(
                    "P-4/no-content",
                    "RFC 9110, 8.6; RFC 9112, 6.1",
                    "The 101 announces no content.",
                    probe -> without(probe, "Content-Length", "Transfer-Encoding")),
            should(
                    "P-4/extra-headers",
                    "P-4",
                    "The 101 has no headers of a call's answer or of a browser's session.",
                    HandshakeCases::extraHeaders),
            must(
                    "P-4/empty-header",
                    "P-4",
                    "A handshake whose If-None-Match is empty is accepted as any other.",
                    probe -> probe.connect(
                            Handshake.to(probe.node(), Call.CONFIG.path()).with("If-None-Match", ""))),
            must(
                    "P-4/condition",
                    "P-4",
                    "A handshake whose If-None-Match matches is answered with 101 and not with 304.",
                    HandshakeCases::condition));

    private HandshakeCases() {}

    private static void everyCall(Probe probe) throws IOException, Finding {
        for (Call call : Call.values()) {
            if (call != Call.UNKNOWN) {
                probe.connect(Handshake.to(probe.node(), call.path())).close();
            }
        }
    }

    private static void prefix(Probe probe) throws IOException, Finding {
        probe.connect(Handshake.to(probe.node(), "/panel-ws-probe" + Call.CONFIG.path()));
    }

    private static void identity(Probe probe) throws IOException, Finding {
        Answer answer = probe.connect().ask(Call.CONFIG.get());
        Finding.require(answer.isSuccess(), "the settings, status 200", answer.seen());
    }

    private static void wrongToken(Probe probe) throws IOException, Finding {
        probe.remark("with a wrong token");
        Handshaken made = probe.handshake(Handshake.to(probe.stranger(), Call.CONFIG.path()));
        if (made.connection().isEmpty()) {
            requireRefusal(made.head().status(), made.seen());
            return;
        }
        for (Call call : List.of(Call.CONFIG, Call.USER, Call.ALIVELIST)) {
            Answer answer = made.connection().get().ask(call.get());
            requireRefusal(answer.status(), answer.seen());
        }
    }

    private static void requireRefusal(int status, String seen) throws Finding {
        Finding.require(status == 401 || status == 403, "status 401 or 403", seen);
    }

    private static void tokenInMessage(Probe probe) throws IOException, Finding {
        probe.remark("with a wrong token, and the right one in the message");
        Handshaken made = probe.handshake(Handshake.to(probe.stranger(), Call.CONFIG.path()));
        if (made.connection().isPresent()) {
            String query = Handshake.to(probe.node(), "/").url().getRawQuery();
            Answer answer = made.connection().get().ask(Call.get(Call.CONFIG.path() + "?" + query, Map.of()));
            Finding.require(answer.status() >= 400, "a refusal: status 400, 401 or 403", answer.seen());
        }
    }

    private static void accept(Probe probe) throws IOException, Finding {
        Handshake handshake = Handshake.to(probe.node(), Call.CONFIG.path());
        HttpHead head = accepted(probe, handshake);
        Finding.require(head.has("Upgrade", "websocket"), "Upgrade: websocket", field(head, "Upgrade"));
        Finding.require(head.has("Connection", "upgrade"), "Connection: Upgrade", field(head, "Connection"));
        Finding.require(
                head.first("Sec-WebSocket-Accept").equals(Optional.of(handshake.accept())),
                "Sec-WebSocket-Accept: " + handshake.accept(),
                field(head, "Sec-WebSocket-Accept"));
    }

    private static void without(Probe probe, String... names) throws IOException, Finding {
        HttpHead head = accepted(probe, Handshake.to(probe.node(), Call.CONFIG.path()));
        for (String name : names) {
            Finding.require(head.first(name).isEmpty(), "no " + name, field(head, name));
        }
    }

    private static void extraHeaders(Probe probe) throws IOException, Finding {
        HttpHead head = accepted(probe, Handshake.to(probe.node(), Call.CONFIG.path()));
        String extra = head.fields().stream()
                .filter(field -> !OF_A_101.contains(field.name().toLowerCase(Locale.ROOT)))
                .map(field -> field.name() + ": " + field.value())
                .collect(Collectors.joining(", "));
        Finding.require(extra.isEmpty(), "the headers of a 101, Date and Server at most", extra);
    }

    private static void condition(Probe probe) throws IOException, Finding {
        String tag = ConditionCases.etag(probe, Call.CONFIG);
        probe.connect(Handshake.to(probe.node(), Call.CONFIG.path()).with("If-None-Match", tag));
    }

    private static HttpHead accepted(Probe probe, Handshake handshake) throws IOException, Finding {
        Handshaken made = probe.handshake(handshake);
        Finding.require(made.connection().isPresent(), "the handshake answered with 101 (P-2)", made.seen());
        return made.head();
    }

    private static String field(HttpHead head, String name) {
        return head.first(name).map(value -> name + ": " + value).orElse("no " + name);
    }
}
