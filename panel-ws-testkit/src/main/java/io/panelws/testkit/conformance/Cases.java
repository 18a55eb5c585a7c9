package io.panelws.testkit.conformance;

import io.panelws.testkit.conformance.Check.Bound;
import java.util.List;
import java.util.stream.Stream;

/** All cases, in the order of the protocol page, bad input behind it. */
final class Cases {

    private static final List<Bound> ALL = Stream.of(
                    HandshakeCases.ALL,
                    MessageCases.ALL,
                    JsonCases.ALL,
                    OrderCases.ALL,
                    PathCases.ALL,
                    ConditionCases.ALL,
                    LossCases.ALL,
                    ApiCases.ALL,
                    HttpCases.ALL,
                    BadMessageCases.ALL,
                    BadTargetCases.ALL,
                    LimitCases.ALL)
            .flatMap(List::stream)
            .toList();

    private Cases() {}

    static List<Bound> all() {
        return ALL;
    }
}
