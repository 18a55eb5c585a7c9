package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;
import static io.panelws.testkit.conformance.Check.Bound.should;

import io.panelws.testkit.conformance.Check.Bound;
import io.panelws.testkit.wire.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** P-6: what RFC 6455 says of frames. */
final class FrameCases {

    private static final String PAYLOAD = "panel-ws-probe";
    /** How many frames a panel may send before a pong. */
    private static final int MANY = 100;

    static final List<Bound> ALL = List.of(
            must(
                    "P-6/frames",
                    "RFC 6455, 5",
                    "The panel's frames are unmasked, of a known kind, and fragmented as RFC 6455 allows.",
                    FrameCases::frames),
            must(
                    "P-6/pieces",
                    "RFC 6455, 5.2; RFC 9293, 3.7",
                    "A frame that comes a few bytes at a time is one frame.",
                    FrameCases::pieces),
            must(
                    "P-6/fragments",
                    "RFC 6455, 5.4",
                    "A request in several fragments is one request.",
                    probe -> fragments(probe, false)),
            must(
                    "P-6/ping",
                    "RFC 6455, 5.5.2",
                    "A ping is answered with a pong that has the same payload.",
                    FrameCases::ping),
            must(
                            "P-6/ping-within",
                            "RFC 6455, 5.4",
                            "A ping between the fragments of a request is answered, and the request is still one.",
                            probe -> fragments(probe, true))
                    .after("P-6/fragments", "P-6/ping"),
            must(
                            "P-6/split-character",
                            "RFC 6455, 5.4, 5.6",
                            "A fragment may end within a character.",
                            FrameCases::splitCharacter)
                    .after("P-6/fragments"),
            must("P-6/pong", "RFC 6455, 5.5.3", "A pong that nobody asked for is passed over.", FrameCases::pong),
            should(
                    "P-6/close",
                    "RFC 6455, 5.5.1",
                    "A close frame is answered with one, and the connection ends.",
                    FrameCases::close));

    private FrameCases() {}

    /** That nothing comes, or no answer, is for other cases to find. */
    private static void frames(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        connection.send(Frame.PING, true, PAYLOAD);
        for (Call call : List.of(Call.CONFIG, Call.USER, Call.UNKNOWN)) {
            connection.send(call.get());
            if (!(connection.receive() instanceof Received.Message)) {
                return;
            }
        }
        connection.send(Frame.CLOSE, true, "");
        connection.receive(probe.quiet());
    }

    private static void pieces(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        connection.sendInPieces(Call.CONFIG.message());
        MessageCases.requireSuccess(connection.answer());
    }

    private static void fragments(Probe probe, boolean pings) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        String message = Call.CONFIG.message();
        connection.send(Frame.TEXT, false, message.substring(0, 9));
        if (pings) {
            connection.send(Frame.PING, true, PAYLOAD);
            requirePong(connection);
        }
        connection.send(Frame.CONTINUATION, false, message.substring(9, 20));
        connection.send(Frame.CONTINUATION, false, "");
        connection.send(Frame.CONTINUATION, true, message.substring(20));
        MessageCases.requireSuccess(connection.answer());
        MessageCases.requireQuiet(probe, connection);
    }

    private static void splitCharacter(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        String message = "{\"note\":\"\u7bc0\u9ede\"," + Call.CONFIG.message().substring(1);
        connection.sendSplit(message.getBytes(StandardCharsets.UTF_8), "{\"note\":\"".length() + 1);
        MessageCases.requireSuccess(connection.answer());
    }

    private static void ping(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        connection.send(Frame.PING, true, PAYLOAD);
        requirePong(connection);
    }

    private static void requirePong(PanelConnection connection) throws IOException, Finding {
        Received received = connection.receiveAnything();
        for (int i = 0; i < MANY && received instanceof Received.Message; i++) {
            received = connection.receiveAnything();
        }
        boolean pong = received.equals(new Received.Pong(PAYLOAD));
        Finding.require(pong, new Received.Pong(PAYLOAD).seen(), received.seen());
    }

    private static void pong(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        connection.send(Frame.PONG, true, PAYLOAD);
        MessageCases.requireSuccess(connection.ask(Call.CONFIG.get()));
        MessageCases.requireQuiet(probe, connection);
    }

    private static void close(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        MessageCases.requireSuccess(connection.ask(Call.CONFIG.get()));
        connection.send(Frame.CLOSE, true, "");
        Received received = connection.receive();
        Finding.require(received instanceof Received.Closed, "a close frame", received.seen());
    }
}
