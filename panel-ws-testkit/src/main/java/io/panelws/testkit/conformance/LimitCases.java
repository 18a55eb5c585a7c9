package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.should;

import io.panelws.testkit.conformance.Check.Bound;
import io.panelws.testkit.wire.Frame;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The table of bad input: too much of it, and callers that are no nodes. */
final class LimitCases {

    private static final int LIMIT = 16 << 20;
    private static final int MANY = 2_000;

    static final List<Bound> ALL = List.of(
            should(
                    "bad-input/many-headers",
                    BadMessageCases.TABLE,
                    "A message with thousands of headers is answered with 400, and the connection goes on.",
                    LimitCases::manyHeaders),
            should(
                    "bad-input/too-large",
                    BadMessageCases.TABLE,
                    "A message of more than 16 MiB ends the connection with 1009.",
                    LimitCases::tooLarge),
            should(
                    "bad-input/binary",
                    "P-6; RFC 6455, 7.4.1",
                    "A binary message ends the connection with 1003.",
                    LimitCases::binary),
            should(
                    "bad-input/origin",
                    "P-4; " + BadMessageCases.TABLE,
                    "A browser's handshake, which has an Origin, is refused with 403.",
                    LimitCases::origin));

    private LimitCases() {}

    private static void manyHeaders(Probe probe) throws IOException, Finding {
        String headers =
                IntStream.range(0, MANY).mapToObj(i -> "\"X-" + i + "\":[\"\"]").collect(Collectors.joining(","));
        PanelConnection connection = probe.connect();
        Answer answer = connection.ask(
                "{\"method\":\"GET\",\"path\":\"" + Call.CONFIG.path() + "\",\"headers\":{" + headers + "}}");
        Finding.require(answer.status() == 400, "status 400 for " + MANY + " headers", answer.seen());
        BadMessageCases.requireGoesOn(probe, connection);
    }

    private static void tooLarge(Probe probe) throws IOException, Finding {
        String head = "{\"method\":\"POST\",\"path\":\"" + Call.UNKNOWN.path() + "\",\"body\":\"";
        String message = head + "A".repeat(LIMIT) + "\"}";
        PanelConnection connection = probe.connect();
        connection.sendUnlessInterrupted(message);
        requireClosed(1009, connection.receive());
    }

    private static void binary(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        connection.send(Frame.BINARY, true, "{\"method\":\"GET\",\"path\":\"" + Call.CONFIG.path() + "\"}");
        requireClosed(1003, connection.receive());
    }

    private static void requireClosed(int code, Received received) throws Finding {
        boolean closed = received instanceof Received.Closed close && close.code() == code;
        Finding.require(closed, "the connection closed with " + code, received.seen());
    }

    private static void origin(Probe probe) throws IOException, Finding {
        Probe.Handshaken made = probe.open(probe.handshake().with("Origin", "https://browser.example"));
        Finding.require(made.head().status() == 403, "status 403", made.seen());
    }
}
