package io.panelws.testkit.conformance;

import io.panelws.testkit.conformance.Check.Bound;
import io.panelws.testkit.wire.FrameException;
import io.panelws.testkit.wire.Mask;
import io.panelws.testkit.wire.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs cases against one panel, each on connections of its own. It remembers what has failed: a later case that fails for
 * the same reason is said to follow from it.
 *
 * <p>This class is thread-safe, but cases that run side by side see each other's load, and each other's failures in no
 * certain order. Running a case blocks until it is done: its waits are bounded, each by the node's timeout; after a panel
 * has once been silent for so long, by a quarter of it.
 */
public final class Conformance {

    private static final Map<String, Bound> CASES = Cases.all().stream()
            .collect(Collectors.toUnmodifiableMap(
                    bound -> bound.conformanceCase().id(), Function.identity()));
    private static final String NO_CONNECTION = "no connection";
    private static final long SHORTEST_MILLIS = 1_000;

    private final ProbeOptions options;
    private final Failures failures = new Failures();
    private final Rest rest;
    private volatile boolean silent;
    private volatile Optional<ConformanceCase> justFailed = Optional.empty();

    /**
     * Connects to nothing yet.
     *
     * @param options which panel, and what may be done to it
     */
    public Conformance(ProbeOptions options) {
        this.options = options;
        this.rest = new Rest(options);
    }

    /**
     * What can be asked of a panel.
     *
     * @return all cases of all profiles, in the order in which they are best run: first those by which others stand or fall,
     *     the others in the order of the rules
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
     * Runs a case. Whatever becomes of it is its verdict: what the panel sends cannot make this throw.
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
                : verdict(bound, log);
        if (verdict instanceof Verdict.Failed) {
            justFailed = Optional.of(conformanceCase);
        } else if (verdict instanceof Verdict.Passed) {
            justFailed = Optional.empty();
        }
        return new CaseResult(conformanceCase, verdict, log.lines(), Duration.ofNanos(System.nanoTime() - start));
    }

    private Verdict verdict(Bound bound, WireLog log) {
        try (Probe probe = new Probe(options, log, rest, patience())) {
            Finding finding;
            try {
                bound.check().run(probe);
                silent |= probe.wasSilent();
                return new Verdict.Passed();
            } catch (Finding e) {
                finding = e;
            } catch (FrameException e) {
                finding = Finding.of(e);
            } catch (IOException e) {
                String event = e instanceof ConnectException ? NO_CONNECTION : Reason.of(e);
                finding = Finding.of("a connection that works", Reason.of(e), event);
            } catch (RuntimeException | VirtualMachineError e) {
                finding = Finding.failed("what the probe can read", e.toString());
            }
            return finding.verdict() instanceof Verdict.Failed failed
                    ? judged(bound, shown(failed, log), finding.event(), probe)
                    : finding.verdict();
        } catch (IOException e) {
            return new Verdict.Failed("a connection that can be closed", log.shown(Reason.of(e)));
        }
    }

    private Verdict judged(Bound bound, Verdict.Failed failed, String event, Probe probe) {
        List<String> trouble = trouble(probe);
        silent |= probe.wasSilent() || trouble.contains(Conversation.STALLED);
        if (event.equals(NO_CONNECTION)) {
            // The panel has ended over what was asked of it before.
            justFailed.ifPresent(before -> failures.note(before, NO_CONNECTION));
        }
        return failures.judged(bound, failed, event, trouble);
    }

    private static List<String> trouble(Probe probe) {
        try {
            return probe.trouble();
        } catch (RuntimeException | VirtualMachineError e) {
            return List.of(); // As in the case: there is something that the probe cannot read.
        }
    }

    private Duration patience() {
        long timeout = options.node().timeout().toMillis();
        return Duration.ofMillis(silent ? Math.min(timeout, Math.max(SHORTEST_MILLIS, timeout / 4)) : timeout);
    }

    private static Verdict.Failed shown(Verdict.Failed failed, WireLog log) {
        return new Verdict.Failed(log.shown(failed.expected()), log.shown(failed.seen()));
    }
}
