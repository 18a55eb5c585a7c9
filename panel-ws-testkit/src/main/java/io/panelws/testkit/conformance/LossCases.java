package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;
import static io.panelws.testkit.conformance.Check.Bound.should;

import io.panelws.api.WsRequest;
import io.panelws.testkit.conformance.Check.Bound;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** P-14 to P-16: what a node does that lost its connection. */
final class LossCases {

    static final List<Bound> ALL = List.of(
            must(
                    "P-14/drop",
                    "P-14",
                    "A node whose connection was dropped within a request gets a new one at once, and its answer there.",
                    LossCases::drop),
            must(
                    "P-14/second-connection",
                    "P-14, P-16",
                    "A node gets a connection while its last one still seems to be alive.",
                    LossCases::second),
            must(
                    "P-16/rest",
                    "P-16",
                    "A connection that rests for 75 s, longer than proxies wait by default, still answers.",
                    probe -> rested(probe.rested().reading())),
            must(
                            "P-16/no-pong",
                            "P-16",
                            "A node of generation 1 reads nothing while it rests, and answers no ping: it is still served.",
                            probe -> rested(probe.rested().deaf()))
                    .after("P-16/rest"),
            must(
                    "P-14/own-connection",
                    "P-8, P-14",
                    "An answer comes over the connection that asked, also when the node has a newer one.",
                    LossCases::own),
            should(
                            "P-15/push-repeat",
                            "P-14, P-15",
                            "A push that is sent again, since its answer was lost, is answered as the first one.",
                            LossCases::pushAgain)
                    .writing()
                    .after("api/push"),
            should(
                            "P-15/push-once",
                            "P-15",
                            "A push that is sent again, since its answer was lost, is billed once.",
                            LossCases::billedOnce)
                    .writing());

    private LossCases() {}

    private static void rested(Optional<Finding> ended) throws Finding {
        if (ended.isPresent()) {
            throw ended.get();
        }
    }

    private static void drop(Probe probe) throws IOException, Finding {
        PanelConnection lost = probe.connect();
        lost.send(Call.CONFIG.get());
        lost.drop();
        MessageCases.requireSuccess(probe.connect().ask(Call.CONFIG.get()));
    }

    private static void second(Probe probe) throws IOException, Finding {
        probe.connect();
        MessageCases.requireSuccess(probe.connect().ask(Call.CONFIG.get()));
    }

    /** A panel may end the older connection of the same node: then there is nothing to mix up. */
    private static void own(Probe probe) throws IOException, Finding {
        PanelConnection older = probe.connect();
        PanelConnection newer = probe.connect();
        older.send(Call.CONFIG.get());
        Received received = older.receive();
        if (received instanceof Received.Silence) {
            throw Finding.failed("the answer on the connection that asked", received.seen());
        }
        MessageCases.requireQuiet(probe, newer);
        MessageCases.requireSuccess(newer.ask(Call.ALIVELIST.get()));
    }

    private static void pushAgain(Probe probe) throws IOException, Finding {
        pushTwice(probe);
    }

    private static void billedOnce(Probe probe) throws IOException, Finding {
        LongSupplier billed = probe.options()
                .billed()
                .orElseThrow(() -> Finding.skipped(
                        "the node API does not show what was billed: give the suite a view into the panel's books"));
        long before = billed.getAsLong();
        long pushed = pushTwice(probe);
        long more = billed.getAsLong() - before;
        Finding.require(more == pushed, pushed + " bytes billed, those of one push", more + " bytes billed");
    }

    /** Loses the first answer where the panel cannot know it: it has arrived and nobody reads it. */
    private static long pushTwice(Probe probe) throws IOException, Finding {
        long user = ApiCases.firstUser(probe);
        int bytes = ApiCases.fewBytes();
        WsRequest push = Call.PUSH.post("{\"" + user + "\":[" + bytes + ",1]}");
        PanelConnection lost = probe.connect();
        lost.send(push);
        lost.awaitAnything();
        lost.drop();
        Answer answer = probe.connect().ask(push);
        Finding.require(answer.isSuccess(), "status 200, as for the first push", answer.seen());
        ApiCases.requireDone(answer);
        return bytes + 1;
    }
}
