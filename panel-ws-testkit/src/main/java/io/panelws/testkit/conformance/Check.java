package io.panelws.testkit.conformance;

import java.io.IOException;

/** What a case does with a panel; returning means that the requirement is met. */
@FunctionalInterface
interface Check {

    void run(Probe probe) throws IOException, Finding;

    /** A case and its check. */
    record Bound(ConformanceCase conformanceCase, Check check) {

        static Bound must(String id, String rule, String requirement, Check check) {
            return new Bound(new ConformanceCase(id, Level.MUST, requirement, rule, false), check);
        }

        static Bound should(String id, String rule, String requirement, Check check) {
            return new Bound(new ConformanceCase(id, Level.SHOULD, requirement, rule, false), check);
        }

        /** The same case, marked as one that writes. */
        Bound writing() {
            ConformanceCase c = conformanceCase;
            return new Bound(new ConformanceCase(c.id(), c.level(), c.requirement(), c.rule(), true), check);
        }
    }
}
