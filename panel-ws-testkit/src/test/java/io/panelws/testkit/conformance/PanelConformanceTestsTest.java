package io.panelws.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class PanelConformanceTestsTest {

    /** What a user writes, but that the panel is given. */
    private record Suite(ProbeOptions panel, List<String> cases, boolean strict) implements PanelConformanceTests {}

    @Test
    void makesATestOfEachCaseInAContainerOfEachRule() throws IOException {
        try (BarePanel panel = new BarePanel(new Breach())) {
            List<DynamicContainer> containers = new Suite(panel.options(), List.of(), false)
                    .panelConformance()
                    .toList();
            assertThat(containers)
                    .extracting(DynamicContainer::getDisplayName)
                    .startsWith("basics", "P-2")
                    .endsWith("http");
            assertThat(containers.stream().flatMap(DynamicContainer::getChildren))
                    .hasSameSizeAs(Profile.PROTOCOL.cases(List.of()));
        }
    }

    @Test
    void failsForAMust() throws IOException {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> run("P-10/etag-spelling", false))
                .withMessageStartingWith("P-10/etag-spelling (MUST) failed")
                .satisfies(e -> assertThat(e.getActual().getValue()).isEqualTo("Etag"));
    }

    @Test
    void abortsForAShouldUnlessItIsStrict() {
        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(() -> run("P-7/no-id", false))
                .withMessageStartingWith("P-7/no-id (SHOULD) failed");
        assertThatExceptionOfType(AssertionFailedError.class).isThrownBy(() -> run("P-7/no-id", true));
    }

    private static void run(String id, boolean strict) throws Throwable {
        try (BarePanel panel = new BarePanel(Breaches.all().get(id).get())) {
            DynamicContainer container = new Suite(panel.options(), List.of(id), strict)
                    .panelConformance()
                    .findFirst()
                    .orElseThrow();
            ((DynamicTest) container.getChildren().findFirst().orElseThrow())
                    .getExecutable()
                    .execute();
        }
    }
}
