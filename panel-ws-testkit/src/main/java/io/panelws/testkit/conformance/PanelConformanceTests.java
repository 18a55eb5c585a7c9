package io.panelws.testkit.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The conformance cases as JUnit tests of a panel: implement it in a test class and say where the panel is.
 *
 * <pre>{@code
 * class MyPanelTest implements PanelConformanceTests {
 *     @Override
 *     public ProbeOptions panel() {
 *         return ProbeOptions.of(NodeOptions.overWebSocket(url, "vless", 1, token)).withWrites(true);
 *     }
 * }
 * }</pre>
 *
 * <p>A broken MUST fails its test; a broken SHOULD, a case that could not come out otherwise since another has failed, and
 * one that says nothing about this panel are reported as aborted, with the reason.
 */
public interface PanelConformanceTests {

    /**
     * Which panel, and what may be done to it. The panel must be running.
     *
     * @return the options; asked for once
     */
    ProbeOptions panel();

    /**
     * Whose word the panel is taken at; the protocol's unless it is overridden.
     *
     * @return the profile whose cases are run where {@link #cases()} names none
     */
    default Profile profile() {
        return Profile.PROTOCOL;
    }

    /**
     * Which cases; all of the profile unless it is overridden.
     *
     * @return ids or beginnings of ids, see {@link Profile#cases}
     */
    default List<String> cases() {
        return List.of();
    }

    /**
     * Whether a broken SHOULD fails as well; not unless it is overridden.
     *
     * @return true for failures, false for aborted tests
     */
    default boolean strict() {
        return false;
    }

    /**
     * A test for each case, in a container for each rule; before them one for the cases by which others stand or fall.
     *
     * @return the tests
     * @throws CannotConnectException when there is no panel, or it refuses the node
     */
    @TestFactory
    default Stream<DynamicContainer> panelConformance() throws CannotConnectException {
        Conformance conformance = new Conformance(panel());
        conformance.connect();
        Map<String, List<ConformanceCase>> rules = profile().cases(cases()).stream()
                .collect(Collectors.groupingBy(
                        c -> Cases.BASICS.contains(c.id()) ? "basics" : c.id().substring(0, c.id().indexOf('/')),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return rules.entrySet().stream()
                .map(rule -> DynamicContainer.dynamicContainer(
                        rule.getKey(), rule.getValue().stream().map(c -> test(conformance, c))));
    }

    private DynamicTest test(Conformance conformance, ConformanceCase c) {
        return DynamicTest.dynamicTest(
                c.id() + " " + c.level() + ": " + c.requirement(), () -> judge(conformance.run(c)));
    }

    private void judge(CaseResult result) {
        if (result.verdict() instanceof Verdict.Skipped skipped) {
            throw new TestAbortedException(skipped.reason());
        }
        if (result.verdict() instanceof Verdict.Follows follows) {
            throw new TestAbortedException("follows from " + follows.from());
        }
        if (result.verdict() instanceof Verdict.Failed failed) {
            if (result.isWarning(strict())) {
                throw new TestAbortedException(FailureText.of(result));
            }
            throw new AssertionFailedError(FailureText.of(result), failed.expected(), failed.seen());
        }
    }
}
