package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;

import io.panelws.api.WsRequest;
import io.panelws.testkit.conformance.Check.Bound;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** P-2 and P-8: which answer belongs to which request. */
final class OrderCases {

    private static final int REUSES = 200;
    /** Requests at once, how often, and for how long at most but not less than that often. */
    private static final int ROW = 12;

    private static final int ROWS = 60;
    private static final int FEWEST_ROWS = 8;
    private static final Duration ENOUGH = Duration.ofSeconds(5);
    /** How many quiet times a panel is listened to that was asked nothing: some send something every second. */
    private static final int LISTENED = 5;

    static final List<Call> PIPELINE =
            List.of(Call.USER, Call.CONFIG, Call.UNKNOWN, Call.ALIVELIST, Call.CONFIG, Call.USER);

    static final List<Bound> ALL = List.of(
            must(
                    "P-2/target-from-message",
                    "P-2",
                    "The path of the message says what is asked for, never the path of the URL.",
                    OrderCases::target),
            must("P-2/reuse", "P-2", "A connection serves every call, one after another.", OrderCases::reuse),
            must(
                    "P-8/one-answer",
                    "P-8",
                    "Every request gets exactly one message in answer, also when several were sent at once.",
                    OrderCases::oneAnswer),
            must(
                            "P-8/order",
                            "P-8",
                            "Requests without an id are answered in the order in which they were sent.",
                            OrderCases::order)
                    .after("P-8/one-answer"),
            must(
                    "P-8/unsolicited",
                    "P-8",
                    "The panel sends no message of its own: the node would take it for its next answer.",
                    OrderCases::unsolicited),
            must(
                            "P-8/rest",
                            "P-8, P-16",
                            "The panel sends no message of its own while the node rests between polls.",
                            OrderCases::rest)
                    .after("P-8/unsolicited"));

    private OrderCases() {}

    private static void target(Probe probe) throws IOException, Finding {
        for (Call call : List.of(Call.CONFIG, Call.ALIVELIST, Call.USER)) {
            PanelConnection connection = probe.connect(Probe.handshake(probe.node(), Call.USER.path()));
            requireKind(call, connection.ask(call.get()));
        }
    }

    private static void reuse(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        for (int i = 0; i < REUSES; i++) {
            Call call = i % 2 == 0 ? Call.CONFIG : Call.ALIVELIST;
            requireKind(call, connection.ask(call.get()));
        }
    }

    /** That a connection ends is for others to find. */
    private static void oneAnswer(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        connection.ask(Call.CONFIG.get());
        requireNoMessage(connection.unexpected(probe.quiet()));
        PanelConnection another = probe.connect();
        another.send(PIPELINE.stream().map(Call::get).toList());
        for (int i = 0; i < PIPELINE.size(); i++) {
            Received received = another.receive();
            if (received instanceof Received.Closed || received instanceof Received.Ended) {
                return;
            }
            Finding.require(
                    received instanceof Received.Message,
                    PIPELINE.size() + " answers",
                    i + ", then " + received.seen());
        }
        requireNoMessage(another.unexpected(probe.quiet()));
    }

    private static void requireNoMessage(Optional<Received> unexpected) throws Finding {
        if (unexpected.isPresent() && unexpected.get() instanceof Received.Message) {
            throw MessageCases.further(unexpected.get());
        }
    }

    /** Often, since a panel that answers as it gets done does so in the right order now and then. */
    private static void order(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        ordered(connection, PIPELINE.stream().map(Asked::new).toList());
        List<Asked> kinds = new ArrayList<>(List.of(new Asked(Call.CONFIG), new Asked(Call.UNKNOWN)));
        for (Call call : List.of(Call.USER, Call.CONFIG)) {
            connection.ask(call.get()).etag().ifPresent(tag -> kinds.add(new Asked(call, call.get(tag), true)));
        }
        kinds.add(new Asked(Call.ALIVELIST));
        List<Asked> row = IntStream.range(0, ROW)
                .mapToObj(i -> kinds.get(i % kinds.size()))
                .toList();
        long end = System.nanoTime() + ENOUGH.toNanos();
        for (int i = 0; i < ROWS && (i < FEWEST_ROWS || System.nanoTime() < end); i++) {
            ordered(connection, row);
        }
    }

    /** A request whose answer differs from that to its neighbours. */
    private record Asked(Call call, WsRequest request, boolean unchanged) {

        Asked(Call call) {
            this(call, call.get(), false);
        }

        /** A panel that answers conditions otherwise has a case of its own. */
        void requireAnsweredBy(Answer answer) throws Finding {
            if (unchanged) {
                Finding.require(
                        answer.status() == 304 || Call.answered(answer.text()).equals(Optional.of(call)),
                        "the answer to " + call.path() + " with its entity tag",
                        answer.seen());
            } else {
                requireKind(call, answer);
            }
        }
    }

    private static void ordered(PanelConnection connection, List<Asked> row) throws IOException, Finding {
        connection.send(row.stream().map(Asked::request).toList());
        for (Asked asked : row) {
            asked.requireAnsweredBy(connection.answer());
        }
    }

    private static void unsolicited(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        requireNoMessage(connection.unexpected(probe.quiet().multipliedBy(LISTENED)));
    }

    private static void rest(Probe probe) throws IOException, Finding {
        requireNoMessage(probe.rested().unasked());
    }

    /** Tells by its content which call an answer is for. */
    static void requireKind(Call call, Answer answer) throws Finding {
        Optional<Call> answered = Call.answered(answer.text());
        boolean kind = call == Call.UNKNOWN ? answered.isEmpty() : answered.equals(Optional.of(call));
        Finding.require(kind, "the answer to " + call.path(), answer.seen());
    }
}
