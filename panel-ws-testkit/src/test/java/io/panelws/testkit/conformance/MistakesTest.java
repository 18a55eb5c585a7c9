package io.panelws.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A panel in another language with one mistake: the case that is about it fails, once, and no other. More often with
 * {@code -Dpanelws.probe.repeats=20}.
 */
class MistakesTest {

    private static final int REPEATS = Integer.getInteger("panelws.probe.repeats", 1);
    private static final Duration QUIET = Duration.ofMillis(60);
    private static final Duration REST = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration PATIENCE_WITH_SILENCE = Duration.ofSeconds(2);

    @BeforeAll
    static void needsNode() {
        assumeTrue(NodeJsPanel.canRun(), "node is not on the PATH");
    }

    static Stream<Arguments> mistakes() {
        return Mistakes.FOUND_BY.entrySet().stream().flatMap(mistake -> IntStream.range(0, REPEATS)
                .mapToObj(i -> Arguments.of(mistake.getKey(), mistake.getValue())));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void oneMistakeIsOneFailure(String mistake, String found) throws IOException {
        assertThat(failures(mistake)).as(mistake).containsOnlyKeys(found);
    }

    static Stream<String> right() {
        return IntStream.range(0, REPEATS).boxed().flatMap(i -> Stream.of("", "right-fragments"));
    }

    @ParameterizedTest
    @MethodSource("right")
    void aRightPanelPasses(String variant) throws IOException {
        assertThat(failures(variant)).isEmpty();
    }

    @Test
    void everyMistakeOfThePanelIsLookedFor() throws IOException {
        assertThat(Pattern.compile("bug\\('([a-z0-9-]+)'\\)")
                        .matcher(Files.readString(NodeJsPanel.SCRIPT))
                        .results()
                        .map(match -> match.group(1))
                        .filter(name -> !name.startsWith("right-"))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Mistakes.FOUND_BY.keySet());
    }

    private static Map<String, String> failures(String mistake) throws IOException {
        Map<String, String> failures = new LinkedHashMap<>();
        try (NodeJsPanel panel = new NodeJsPanel(mistake)) {
            ProbeOptions options =
                    panel.options(QUIET, Mistakes.SILENT.contains(mistake) ? PATIENCE_WITH_SILENCE : PATIENCE);
            Conformance conformance =
                    new Conformance(Mistakes.NEED_REST.contains(mistake) ? options.withSlow(REST) : options);
            for (ConformanceCase c : Profile.PROTOCOL.cases(List.of())) {
                CaseResult result = conformance.run(c);
                if (result.verdict() instanceof Verdict.Failed failed) {
                    failures.put(c.id(), failed.expected() + " / " + failed.seen());
                }
            }
        }
        return failures;
    }
}
