package io.panelws.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void takesTheRulesOrTheseAndWhatPanelWsPromisesWhenNoCaseIsNamed() {
        assertThat(Profile.PANEL_WS.cases(List.of())).isEqualTo(Conformance.cases());
        assertThat(Profile.PROTOCOL.cases(List.of()))
                .hasSizeGreaterThan(70)
                .noneMatch(c -> c.id().startsWith("bad-input/"))
                .isSubsetOf(Conformance.cases());
    }

    @Test
    void takesTheCasesOfARuleAndOfNoOther() {
        assertThat(Profile.PROTOCOL.cases(List.of("P-1"))).isEmpty();
        assertThat(Profile.PROTOCOL.cases(List.of("P-10"))).isNotEmpty().allMatch(c -> c.id().startsWith("P-10/"));
    }

    @Test
    void takesANamedCaseOfAnyProfile() {
        assertThat(Profile.PROTOCOL.cases(List.of("bad-input/method", "P-10/etag", "P-99")))
                .extracting(ConformanceCase::id)
                .containsExactly("P-10/etag-spelling", "bad-input/method");
    }
}
