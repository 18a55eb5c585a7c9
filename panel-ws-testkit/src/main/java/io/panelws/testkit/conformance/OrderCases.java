package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;
import static io.panelws.testkit.conformance.Check.Bound.should;

import com.google.gson.JsonElement;
import io.panelws.api.WsRequest;
import io.panelws.testkit.conformance.Check.Bound;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** P-2, P-8 and P-17: which answer belongs to which request. */
final class OrderCases {

    private static final int REUSES = 20;
    private static final List<Call> PIPELINE =
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
                    OrderCases::order),
            must(
                    "P-8/unsolicited",
                    "P-8",
                    "The panel sends no message of its own: the node would take it for its next answer.",
                    OrderCases::unsolicited),
            should(
                    "P-17/ids",
                    "P-7, P-17",
                    "Requests that have ids are answered several at a time, each once and under its own id.",
                    OrderCases::ids));

    private OrderCases() {}

    private static void target(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect(Handshake.to(probe.node(), Call.USER.path()));
        for (Call call : List.of(Call.CONFIG, Call.ALIVELIST, Call.USER)) {
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

    private static void oneAnswer(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        for (Call call : PIPELINE) {
            connection.send(call.get());
        }
        for (int i = 0; i < PIPELINE.size(); i++) {
            connection.answer();
        }
        MessageCases.requireQuiet(probe, connection);
    }

    private static void order(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        for (Call call : PIPELINE) {
            connection.send(call.get());
        }
        for (Call call : PIPELINE) {
            requireKind(call, connection.answer());
        }
    }

    private static void unsolicited(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        MessageCases.requireQuiet(probe, connection);
        connection.ask(Call.CONFIG.get());
        MessageCases.requireQuiet(probe, connection);
    }

    private static void ids(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        List<WsRequest> requests = new ArrayList<>();
        Set<String> open = new TreeSet<>();
        for (Call call : PIPELINE) {
            long id = 1_000 + requests.size();
            requests.add(call.withId(id));
            open.add("" + id);
        }
        for (WsRequest request : requests) {
            connection.send(request);
        }
        while (!open.isEmpty()) {
            Answer answer = connection.answer();
            String id = Answer.member(answer.json(), "id")
                    .map(JsonElement::toString)
                    .orElse("none");
            Finding.require(open.remove(id), "one of the ids " + open, "\"id\":" + id);
            requireKind(PIPELINE.get(Integer.parseInt(id) - 1_000), answer);
        }
        MessageCases.requireQuiet(probe, connection);
    }

    /** Tells by its content which call an answer is for. */
    private static void requireKind(Call call, Answer answer) throws Finding {
        boolean kind =
                switch (call) {
                    case CONFIG -> answer.text().contains("\"server_port\"");
                    case USER -> answer.text().contains("\"users\"");
                    case ALIVELIST -> answer.text().contains("\"alive\"");
                    default -> !answer.isSuccess();
                };
        Finding.require(kind, "the answer to " + call.path(), answer.seen());
    }
}
