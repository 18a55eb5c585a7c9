package io.panelws.testkit.conformance;

import io.panelws.testkit.conformance.Check.Bound;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All cases, in the order of the rules, bad input behind it. */
final class Cases {

    private static final Pattern RULE = Pattern.compile("P-([0-9]+)/.*");

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
            .sorted(Comparator.comparingInt(Cases::rule))
            .toList();

    private Cases() {}

    static List<Bound> all() {
        return ALL;
    }

    /** The number of its rule; tables come behind. */
    private static int rule(Bound bound) {
        Matcher matcher = RULE.matcher(bound.conformanceCase().id());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : Integer.MAX_VALUE;
    }
}
