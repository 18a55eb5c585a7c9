package io.panelws.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {

    @Test
    void takesAllCasesWhenNoneIsNamed() {
        assertThat(Selection.of(List.of())).isEqualTo(Conformance.cases()).hasSizeGreaterThan(70);
    }

    @Test
    void takesTheCasesOfARuleAndOfNoOther() {
        assertThat(Selection.of(List.of("P-1"))).isEmpty();
        assertThat(Selection.of(List.of("P-10"))).isNotEmpty().allMatch(c -> c.id().startsWith("P-10/"));
    }

    @Test
    void takesCasesByIdAndKeepsTheOrderOfThePage() {
        assertThat(Selection.of(List.of("bad-input/method", "P-10/etag", "P-99")))
                .extracting(ConformanceCase::id)
                .containsExactly("P-10/etag-spelling", "bad-input/method");
    }
}
