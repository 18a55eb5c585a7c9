package io.panelws.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case can pass, on a panel that has nothing of panel-ws, and every case can fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {

    private static final Map<String, Supplier<Breach>> BREACHES = Breaches.all();

    private BarePanel honest;

    static Stream<Named<ConformanceCase>> cases() {
        return Conformance.cases().stream().map(c -> Named.of(c.id(), c));
    }

    @BeforeAll
    void start() throws IOException {
        honest = new BarePanel(new Breach());
    }

    @AfterAll
    void stop() throws IOException {
        honest.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void passesOnAPanelThatHonoursTheProtocol(ConformanceCase conformanceCase) {
        CaseResult result = new Conformance(honest.options()).run(conformanceCase);

        // Nothing on it is so slow that it could hold up anything.
        Class<?> expected =
                conformanceCase.id().equals("P-17/concurrent") ? Verdict.Skipped.class : Verdict.Passed.class;
        assertThat(result.verdict()).as(String.join("\n", result.wireLog())).isInstanceOf(expected);
    }

    static Stream<Named<ConformanceCase>> broken() {
        return Conformance.cases().stream()
                .filter(c -> BREACHES.containsKey(c.id()))
                .map(c -> Named.of(c.id(), c));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void failsOnAPanelThatBreaksTheRule(ConformanceCase conformanceCase) throws IOException {
        try (BarePanel panel = new BarePanel(BREACHES.get(conformanceCase.id()).get())) {
            CaseResult result = new Conformance(panel.options()).run(conformanceCase);

            assertThat(result.verdict()).as(String.join("\n", result.wireLog())).isInstanceOf(Verdict.Failed.class);
            assertThat(result.wireLog()).isNotEmpty().noneMatch(line -> line.contains(BareApi.TOKEN));
        }
    }

    /** Here or, with the certainty that no other fails, on the panel in Node.js. */
    @Test
    void everyCaseIsSeenToFail() {
        Set<String> failing = new TreeSet<>(BREACHES.keySet());
        failing.addAll(Mistakes.FOUND_BY.values());
        assertThat(failing)
                .containsExactlyInAnyOrderElementsOf(
                        Conformance.cases().stream().map(ConformanceCase::id).toList());
    }
}
