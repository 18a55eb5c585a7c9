package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;
import static io.panelws.testkit.conformance.Check.Bound.should;

import io.panelws.testkit.conformance.Check.Bound;
import io.panelws.testkit.conformance.Probe.Handshaken;
import io.panelws.testkit.wire.Handshake;
import io.panelws.testkit.wire.HttpHead;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** P-2 to P-4: who gets a connection, and what the 101 says. */
final class HandshakeCases {

    /** And those that cases of their own are about. */
    private static final Set<String> OF_A_101 = Set.of(
            "upgrade",
            "connection",
            "sec-websocket-accept",
            "date",
            "server",
            "via",
            "sec-websocket-extensions",
            "sec-websocket-protocol",
            "content-length",
            "transfer-encoding");

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
                    probe -> probe.connect(probe.handshake().with("If-None-Match", ""))),
            must(
                    "P-4/condition",
                    "P-4",
                    "A handshake whose If-None-Match matches is answered with 101 and not with 304.",
                    HandshakeCases::condition),
            must(
                    "P-4/condition-apart",
                    "P-4, P-11",
                    "The If-None-Match of the handshake is the first request's: it is no condition of a message.",
                    HandshakeCases::conditionApart));

    private HandshakeCases() {}

    private static void everyCall(Probe probe) throws IOException, Finding {
        for (Call call : Call.values()) {
            if (call != Call.UNKNOWN) {
                probe.connect(Probe.handshake(probe.node(), call.path())).close();
            }
        }
    }

    private static void prefix(Probe probe) throws IOException, Finding {
        probe.connect(Probe.handshake(probe.node(), "/panel-ws-probe" + Call.CONFIG.path()));
    }

    private static void identity(Probe probe) throws IOException, Finding {
        Answer answer = probe.connect().ask(Call.CONFIG.get());
        Finding.require(!TokenCases.isRefusal(answer.status()), "the settings, status 200", answer.seen());
    }

    private static void accept(Probe probe) throws IOException, Finding {
        Handshake handshake = probe.handshake();
        HttpHead head = accepted(probe, handshake);
        Finding.require(head.has("Upgrade", "websocket"), "Upgrade: websocket", field(head, "Upgrade"));
        Finding.require(head.has("Connection", "upgrade"), "Connection: Upgrade", field(head, "Connection"));
        Finding.require(
                head.first("Sec-WebSocket-Accept").equals(Optional.of(handshake.accept())),
                "Sec-WebSocket-Accept: " + handshake.accept(),
                field(head, "Sec-WebSocket-Accept"));
    }

    private static void without(Probe probe, String... names) throws IOException, Finding {
        HttpHead head = accepted(probe, probe.handshake());
        for (String name : names) {
            Finding.require(head.first(name).isEmpty(), "no " + name, field(head, name));
        }
    }

    private static void extraHeaders(Probe probe) throws IOException, Finding {
        HttpHead head = accepted(probe, probe.handshake());
        String extra = head.fields().stream()
                .filter(field -> !OF_A_101.contains(field.name().toLowerCase(Locale.ROOT)))
                .map(field -> field.name() + ": " + field.value())
                .collect(Collectors.joining(", "));
        Finding.require(extra.isEmpty(), "the headers of a 101, Date and Server at most", extra);
    }

    private static void condition(Probe probe) throws IOException, Finding {
        String tag = ConditionCases.etag(probe, Call.CONFIG);
        probe.connect(probe.handshake().with("If-None-Match", tag));
    }

    private static void conditionApart(Probe probe) throws IOException, Finding {
        String tag = ConditionCases.etag(probe, Call.CONFIG);
        Answer answer =
                probe.connect(probe.handshake().with("If-None-Match", tag)).ask(Call.CONFIG.get());
        Finding.require(answer.status() != 304, "status 200: the message had no entity tag", answer.seen());
    }

    private static HttpHead accepted(Probe probe, Handshake handshake) throws IOException, Finding {
        Handshaken made = probe.open(handshake);
        made.accepted();
        return made.head();
    }

    private static String field(HttpHead head, String name) {
        return head.first(name).map(value -> name + ": " + value).orElse("no " + name);
    }
}
