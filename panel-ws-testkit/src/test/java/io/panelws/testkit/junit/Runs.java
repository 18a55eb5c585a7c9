package io.panelws.testkit.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test classes that are not run by themselves, as an IDE or a build does. */
final class Runs {

    private Runs() {}

    static EngineExecutionResults of(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .execute();
    }

    /** Every test in a thread of its own, four at a time. */
    static EngineExecutionResults inParallel(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .execute();
    }

    static void allSucceed(EngineExecutionResults results, int tests) {
        results.allEvents()
                .assertStatistics(events -> events.failed(0).aborted(0).skipped(0));
        results.testEvents().assertStatistics(events -> events.succeeded(tests));
    }
}
