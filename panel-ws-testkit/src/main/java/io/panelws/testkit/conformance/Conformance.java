package io.panelws.testkit.conformance;

import io.panelws.testkit.conformance.Check.Bound;
import io.panelws.testkit.wire.Mask;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs cases against one panel, each on connections of its own.
 *
 * <p>This class is thread-safe, but cases that run side by side see each other's load. Running a case blocks until it is
 * done: its waits are bounded, each by the node's timeout.
 */
public final class Conformance {

    private static final Map<String, Bound> CASES = Cases.all().stream()
            .collect(Collectors.toUnmodifiableMap(
                    bound -> bound.conformanceCase().id(), Function.identity()));

    private final ProbeOptions options;

    /**
     * Connects to nothing yet.
     *
     * @param options which panel, and what may be done to it
     */
    public Conformance(ProbeOptions options) {
        this.options = options;
    }

    /**
     * What can be asked of a panel.
     *
     * @return all cases, in the order of the rules
     */
    public static List<ConformanceCase> cases() {
        return Cases.all().stream().map(Bound::conformanceCase).toList();
    }

    /**
     * Makes sure that there is a panel which lets the node in. A panel that lets it in over HTTP only is one: its cases
     * will tell.
     *
     * @throws CannotConnectException when nobody answers, or the node is refused with 401 or 403
     */
    public void connect() throws CannotConnectException {
        new FirstContact(options).make();
    }

    /**
     * Runs a case.
     *
     * @param conformanceCase one of {@link #cases()}
     * @return how it ended
     * @throws IllegalArgumentException when there is no such case
     */
    public CaseResult run(ConformanceCase conformanceCase) {
        Bound bound = CASES.get(conformanceCase.id());
        if (bound == null) {
            throw new IllegalArgumentException("no case " + conformanceCase.id());
        }
        WireLog log = new WireLog(Mask.of(options.node().token()));
        long start = System.nanoTime();
        Verdict verdict = conformanceCase.writes() && !options.allowWrites()
                ? new Verdict.Skipped("it writes: it reports traffic or addresses, which a real panel books")
                : verdict(bound.check(), log);
        return new CaseResult(conformanceCase, verdict, log.lines(), Duration.ofNanos(System.nanoTime() - start));
    }

    private Verdict verdict(Check check, WireLog log) {
        try (Probe probe = new Probe(options, log)) {
            check.run(probe);
            return new Verdict.Passed();
        } catch (Finding finding) {
            return shown(finding.verdict(), log);
        } catch (IOException e) {
            return new Verdict.Failed("a connection that works", log.shown(why(e)));
        }
    }

    private static Verdict shown(Verdict verdict, WireLog log) {
        if (verdict instanceof Verdict.Failed failed) {
            return new Verdict.Failed(log.shown(failed.expected()), log.shown(failed.seen()));
        }
        return verdict;
    }

    private static String why(IOException e) {
        String name = e.getClass().getSimpleName();
        return e.getMessage() == null ? name : e.getMessage() + " (" + name + ")";
    }
}
