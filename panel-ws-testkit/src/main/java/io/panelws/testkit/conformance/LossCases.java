package io.panelws.testkit.conformance;

import static io.panelws.testkit.conformance.Check.Bound.must;
import static io.panelws.testkit.conformance.Check.Bound.should;

import io.panelws.api.WsRequest;
import io.panelws.testkit.conformance.Check.Bound;
import java.io.IOException;
import java.util.List;
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
            should(
                            "P-15/push-repeat",
                            "P-14, P-15",
                            "A push that is sent again, since its answer was lost, is answered as the first one.",
                            LossCases::pushAgain)
                    .writing(),
            should(
                            "P-15/push-once",
                            "P-15",
                            "A push that is sent again, since its answer was lost, is billed once.",
                            LossCases::billedOnce)
                    .writing());

    private LossCases() {}

    private static void drop(Probe probe) throws IOException, Finding {
        PanelConnection lost = probe.connect();
        lost.send(Call.CONFIG.get());
        lost.drop();
        MessageCases.requireSuccess(probe.connect().ask(Call.CONFIG.get()));
    }

    private static void second(Probe probe) throws IOException, Finding {
        PanelConnection first = probe.connect();
        MessageCases.requireSuccess(first.ask(Call.CONFIG.get()));
        MessageCases.requireSuccess(probe.connect().ask(Call.CONFIG.get()));
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
