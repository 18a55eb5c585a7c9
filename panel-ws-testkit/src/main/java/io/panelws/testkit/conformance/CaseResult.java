package io.panelws.testkit.conformance;

import java.time.Duration;
import java.util.List;

/**
 * A case that was run.
 *
 * @param conformanceCase what was asked of the panel
 * @param verdict how it ended
 * @param wireLog what went over the wire, a line or a few for each frame, the token masked: {@code >} to the panel, {@code <}
 *     from it, {@code -} a remark
 * @param took from its start to its end
 */
public record CaseResult(ConformanceCase conformanceCase, Verdict verdict, List<String> wireLog, Duration took) {

    /** Copies the log. */
    public CaseResult {
        wireLog = List.copyOf(wireLog);
    }

    /**
     * Tells failures that matter from the others.
     *
     * @param strict whether a SHOULD counts as a MUST
     * @return whether this is one that matters
     */
    public boolean isFailure(boolean strict) {
        return verdict instanceof Verdict.Failed && (strict || conformanceCase.level() == Level.MUST);
    }

    /**
     * Tells a broken SHOULD.
     *
     * @param strict whether a SHOULD counts as a MUST
     * @return whether the case failed and does not matter
     */
    public boolean isWarning(boolean strict) {
        return verdict instanceof Verdict.Failed && !isFailure(strict);
    }
}
