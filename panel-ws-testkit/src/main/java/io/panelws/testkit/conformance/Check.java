package io.panelws.testkit.conformance;

import java.io.IOException;
import java.util.List;

/** What a case does with a panel; returning means that the requirement is met. */
@FunctionalInterface
interface Check {

    void run(Probe probe) throws IOException, Finding;

    /**
     * A case and its check.
     *
     * @param after cases that this one builds upon: where one of them has failed, a failure here says nothing new
     */
    record Bound(ConformanceCase conformanceCase, Check check, List<String> after) {

        static Bound must(String id, String rule, String requirement, Check check) {
            return new Bound(new ConformanceCase(id, Level.MUST, requirement, rule, false), check, List.of());
        }

        static Bound should(String id, String rule, String requirement, Check check) {
            return new Bound(new ConformanceCase(id, Level.SHOULD, requirement, rule, false), check, List.of());
        }

        /** The same case, marked as one that writes. */
        Bound writing() {
            ConformanceCase c = conformanceCase;
            return new Bound(new ConformanceCase(c.id(), c.level(), c.requirement(), c.rule(), true), check, after);
        }

        /** The same case, marked as one that builds upon others. */
        Bound after(String... ids) {
            return new Bound(conformanceCase, check, List.of(ids));
        }
    }
}
