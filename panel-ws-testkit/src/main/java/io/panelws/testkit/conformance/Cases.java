package io.panelws.testkit.conformance;

import io.panelws.testkit.conformance.Check.Bound;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All cases: the basic ones, the others in the order of the rules, bad input behind them. */
final class Cases {

    private static final Pattern RULE = Pattern.compile("P-([0-9]+)/.*");

    /** By these the others stand or fall: they say best what a mistake is that shows everywhere. */
    static final List<String> BASICS = List.of(
            "P-4/accept",
            "P-6/frames",
            "P-8/unsolicited",
            "P-6/text",
            "P-12/json",
            "P-7/integers",
            "P-3/identity",
            "P-11/empty-condition",
            "P-14/second-connection",
            "P-2/upgrade-path",
            "P-8/one-answer",
            "P-2/target-from-message",
            "P-2/reuse",
            "api/config",
            "api/user",
            "api/alivelist",
            "P-11/not-modified",
            "P-7/id",
            "P-8/order",
            "api/push");

    private static final List<Bound> ALL = Stream.of(
                    HandshakeCases.ALL,
                    TokenCases.ALL,
                    FrameCases.ALL,
                    MessageCases.ALL,
                    JsonCases.ALL,
                    OrderCases.ALL,
                    IdCases.ALL,
                    PathCases.ALL,
                    ConditionCases.ALL,
                    LossCases.ALL,
                    ApiCases.ALL,
                    HttpCases.ALL,
                    BadMessageCases.ALL,
                    BadTargetCases.ALL,
                    LimitCases.ALL)
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(Cases::basic).thenComparingInt(Cases::rule))
            .toList();

    private Cases() {}

    static List<Bound> all() {
        return ALL;
    }

    private static int basic(Bound bound) {
        int place = BASICS.indexOf(bound.conformanceCase().id());
        return place < 0 ? BASICS.size() : place;
    }

    /** The number of its rule; tables come behind. */
    private static int rule(Bound bound) {
        Matcher matcher = RULE.matcher(bound.conformanceCase().id());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : Integer.MAX_VALUE;
    }
}
