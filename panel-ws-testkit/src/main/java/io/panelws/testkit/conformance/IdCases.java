package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;
import static io.panelws.testkit.conformance.Check.Bound.should;

import com.google.gson.JsonElement;
import io.panelws.api.WsRequest;
import io.panelws.testkit.conformance.Check.Bound;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** P-17: a node of generation 2, which has several requests in flight. */
final class IdCases {

    private static final int ROUNDS = 20;
    private static final int TRIES = 5;
    /** Below it waiting is not to be told from a busy machine, and nobody has to wait for long. */
    private static final Duration SLOW = Duration.ofMillis(100);

    static final List<Bound> ALL = List.of(
            must(
                            "P-17/ids",
                            "P-7, P-17",
                            "Requests that have ids and are in flight together are answered each once and under its own id.",
                            IdCases::ids)
                    .after("P-7/id"),
            must(
                            "P-17/large-ids",
                            "P-7, P-17",
                            "Ids in flight together that differ in the last digit of an int64 are kept apart.",
                            IdCases::largeIds)
                    .after("P-7/id", "P-17/ids"),
            must(
                            "P-17/same-id",
                            "P-8, P-17",
                            "Every request gets an answer, also with an id that was there before or still is.",
                            IdCases::sameId)
                    .after("P-7/id"),
            must(
                            "P-17/mixed",
                            "P-8, P-17",
                            "Requests without an id are answered in their order, whatever is in flight with one.",
                            IdCases::mixed)
                    .after("P-7/id", "P-8/order", "P-17/ids"),
            should(
                            "P-17/concurrent",
                            "P-17",
                            "A request with an id need not wait for the answer to another.",
                            IdCases::concurrent)
                    .after("P-7/id"));

    private IdCases() {}

    private static void ids(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        for (int round = 0; round < ROUNDS; round++) {
            long first = 1_000 + 100L * round;
            Map<String, Call> open = new TreeMap<>();
            List<WsRequest> requests = new ArrayList<>();
            for (Call call : OrderCases.PIPELINE) {
                long id = first + requests.size();
                // The list of users can be large: once is enough.
                Call asked = call == Call.USER && round > 0 ? Call.ALIVELIST : call;
                requests.add(asked.withId(id));
                open.put("" + id, asked);
            }
            connection.send(requests);
            answered(connection, open);
        }
        MessageCases.requireQuiet(probe, connection);
    }

    private static void largeIds(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        Map<String, Call> open = new TreeMap<>();
        List<WsRequest> requests = new ArrayList<>();
        LongStream.of(1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MAX_VALUE - 1)
                .forEach(id -> {
                    Call call = id % 2 == 0 ? Call.CONFIG : Call.ALIVELIST;
                    requests.add(call.withId(id));
                    open.put("" + id, call);
                });
        connection.send(requests);
        answered(connection, open);
    }

    /** Takes as many answers as there are requests, in any order. */
    private static void answered(PanelConnection connection, Map<String, Call> open) throws IOException, Finding {
        while (!open.isEmpty()) {
            Answer answer = connection.answer();
            String id = id(answer);
            Finding.require(open.containsKey(id), "one of the ids " + open.keySet(), "\"id\":" + id);
            OrderCases.requireKind(open.remove(id), answer);
        }
    }

    private static void sameId(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        for (int i = 0; i < 2; i++) {
            Finding.require(id(connection.ask(Call.CONFIG.withId(5))).equals("5"), "\"id\":5", "another");
        }
        connection.send(List.of(Call.CONFIG.withId(6), Call.CONFIG.withId(6)));
        for (int i = 0; i < 2; i++) {
            String id = id(connection.answer());
            Finding.require(id.equals("6"), "\"id\":6", "\"id\":" + id);
        }
        MessageCases.requireQuiet(probe, connection);
    }

    private static void mixed(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        for (int round = 0; round < ROUNDS; round++) {
            List<Call> inOrder = List.of(Call.CONFIG, Call.ALIVELIST, Call.UNKNOWN);
            List<WsRequest> requests = new ArrayList<>();
            Map<String, Call> open = new TreeMap<>();
            for (Call call : inOrder) {
                long id = 10 + requests.size();
                requests.add(Call.ALIVELIST.withId(id));
                open.put("" + id, Call.ALIVELIST);
                requests.add(call.get());
            }
            connection.send(requests);
            int next = 0;
            for (int i = 0; i < requests.size(); i++) {
                Answer answer = connection.answer();
                String id = id(answer);
                // Go's decoder makes no difference between no id and 0: that is for P-7/no-id to find.
                if ((id.equals("none") || id.equals("0")) && next < inOrder.size()) {
                    OrderCases.requireKind(inOrder.get(next++), answer);
                } else {
                    Finding.require(open.remove(id) != null, "one of the ids " + open.keySet(), "\"id\":" + id);
                }
            }
        }
    }

    /** What is slow is found out first; a panel that is slow at nothing keeps nobody waiting. */
    private static void concurrent(Probe probe) throws IOException, Finding {
        PanelConnection connection = probe.connect();
        Map<Call, Long> times = new TreeMap<>();
        for (Call call : List.of(Call.CONFIG, Call.USER, Call.ALIVELIST)) {
            long best = Long.MAX_VALUE;
            for (int i = 0; i < TRIES; i++) {
                long start = System.nanoTime();
                connection.ask(call.withId(1));
                best = Math.min(best, System.nanoTime() - start);
            }
            times.put(call, best);
        }
        Map.Entry<Call, Long> slow =
                times.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        Map.Entry<Call, Long> fast =
                times.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
        if (slow.getValue() < SLOW.toNanos()) {
            throw Finding.skipped(
                    "the panel answers everything within " + SLOW.toMillis() + " ms: nothing has to wait");
        }
        if (fast.getValue() < slow.getValue() / 2) {
            requireOvertaken(connection, slow.getKey(), fast.getKey());
        } else {
            requireTogether(connection, fast);
        }
    }

    private static void requireOvertaken(PanelConnection connection, Call slow, Call fast) throws IOException, Finding {
        for (int i = 0; i < TRIES; i++) {
            connection.send(List.of(slow.withId(1), fast.withId(2)));
            boolean overtaken = id(connection.answer()).equals("2");
            connection.answer();
            if (overtaken) {
                return;
            }
        }
        throw Finding.failed("the answer to " + fast.path() + " before that to " + slow.path(), "each time behind it");
    }

    private static void requireTogether(PanelConnection connection, Map.Entry<Call, Long> call)
            throws IOException, Finding {
        int many = 4;
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long start = System.nanoTime();
            connection.send(LongStream.rangeClosed(1, many)
                    .mapToObj(call.getKey()::withId)
                    .toList());
            for (int j = 0; j < many; j++) {
                connection.answer();
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        long one = call.getValue();
        Finding.require(
                best < many * one * 4 / 5,
                many + " answers in less than " + many + " times " + one / 1_000_000 + " ms",
                best / 1_000_000 + " ms");
    }

    private static String id(Answer answer) {
        return Answer.member(answer.json(), "id").map(JsonElement::toString).orElse("none");
    }
}
