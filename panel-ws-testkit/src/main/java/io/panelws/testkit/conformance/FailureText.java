package io.panelws.testkit.conformance;

import java.util.stream.Collectors;

/** What somebody needs to mend a panel: the rule, what it asks for, what was there, and how it came about. */
public final class FailureText {

    private FailureText() {}

    /**
     * Describes a case that failed.
     *
     * @param result the case; its verdict is {@link Verdict.Failed}
     * @return several lines, the last without an end; the token is masked
     * @throws IllegalArgumentException when the case did not fail
     */
    public static String of(CaseResult result) {
        if (!(result.verdict() instanceof Verdict.Failed failed)) {
            throw new IllegalArgumentException("the case did not fail: " + result.verdict());
        }
        ConformanceCase c = result.conformanceCase();
        return """
                %s (%s) failed
                  requirement  %s
                  rule         %s
                  expected     %s
                  seen         %s
                  wire log
                %s"""
                .formatted(
                        c.id(),
                        c.level(),
                        c.requirement(),
                        c.rule(),
                        failed.expected(),
                        failed.seen(),
                        result.wireLog().stream().map(line -> "    " + line).collect(Collectors.joining("\n")));
    }
}
