package io.panelws.testkit.conformance;

import io.panelws.testkit.conformance.Check.Bound;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What has failed and why, to tell a new mistake from an old one. Thread-safe. */
final class Failures {

    private static final String UNSOLICITED = "P-8/unsolicited";

    private final Map<String, ConformanceCase> byEvent = new HashMap<>();
    /** The first failure that each failed case goes back to: itself, mostly. */
    private final Map<String, ConformanceCase> byId = new HashMap<>();

    /**
     * A failure, or that it follows from one before.
     *
     * @param event what the case itself says has happened
     * @param trouble what its connections say; counts for more
     */
    synchronized Verdict judged(Bound bound, Verdict.Failed failed, String event, List<String> trouble) {
        ConformanceCase c = bound.conformanceCase();
        Optional<ConformanceCase> first = Stream.of(
                        bound.after().stream().map(byId::get),
                        isAboutAnswers(c) ? Stream.of(UNSOLICITED).map(byId::get) : Stream.<ConformanceCase>empty(),
                        trouble.stream().map(byEvent::get),
                        Stream.of(event).map(byEvent::get))
                .flatMap(Function.identity())
                .filter(before -> before != null && explains(before, c))
                .findFirst();
        byId.put(c.id(), first.orElse(c));
        if (first.isPresent()) {
            return new Verdict.Follows(first.get().id(), failed);
        }
        byEvent.put(trouble.isEmpty() || trouble.get(0).isEmpty() ? event : trouble.get(0), c);
        return failed;
    }

    synchronized void note(ConformanceCase c, String event) {
        byEvent.putIfAbsent(event, c);
    }

    /** Who takes what nobody has asked for as an answer is out of step from there on. Of strangers all is told. */
    private static boolean isAboutAnswers(ConformanceCase c) {
        return !c.id().startsWith("P-3/") && !c.id().startsWith("P-4/");
    }

    /** A broken SHOULD must not make a broken MUST look like less. */
    private static boolean explains(ConformanceCase before, ConformanceCase c) {
        return !before.id().equals(c.id()) && (before.level() == Level.MUST || c.level() == Level.SHOULD);
    }
}
