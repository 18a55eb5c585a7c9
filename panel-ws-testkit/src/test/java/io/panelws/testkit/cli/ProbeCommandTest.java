package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProbeCommandTest {

    private static final String TOKEN = "hush-8d1c";
    private final SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withToken(TOKEN));

    @AfterAll
    void close() {
        panel.close();
    }

    @Test
    void printsALineForEachCaseAndASummary(@TempDir Path folder) throws Exception {
        CommandRun run = probe(
                "--case=P-10",
                "--case=api/push",
                "--report-junit=" + folder.resolve("r.xml"),
                "--report-json=" + folder.resolve("r.json"),
                "--report-html=" + folder.resolve("r.html"));
        assertThat(run.status()).isZero();
        assertThat(run.out().lines().limit(4))
                .containsExactly(
                        "skipped  MUST    api/push                          it writes: it reports traffic or addresses,"
                                + " which a real panel books",
                        "passed   MUST    P-10/etag-spelling",
                        "passed   SHOULD  P-10/header-spelling",
                        "");
        assertThat(run.out()).contains("3 cases: 2 passed, 0 failed, 0 warned, 1 skipped");
        for (String file : List.of("r.xml", "r.json", "r.html")) {
            assertThat(Files.readString(folder.resolve(file)))
                    .contains("P-10/etag-spelling")
                    .doesNotContain(TOKEN);
        }
    }

    @Test
    void writesAReportToStandardOutputAndLinesForPeopleElsewhere() {
        CommandRun run = probe("--case=P-10", "--report-json=-");
        assertThat(run.status()).isZero();
        assertThat(JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonArray("cases"))
                .hasSize(2);
        assertThat(run.err()).contains("2 cases: 2 passed");
    }

    @Test
    void runsCasesThatWriteWhenItMay() {
        int pushes = panel.store().pushes();
        assertThat(probe("--case=api/push", "--allow-writes").status()).isZero();
        assertThat(panel.store().pushes()).isEqualTo(pushes + 1);
    }

    @Test
    void listsCasesWithoutAPanel() {
        CommandRun run = CommandRun.of("probe", "--list", "--case=P-10");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.out())
                .startsWith("MUST    P-10/etag-spelling")
                .contains("The entity tag's header is spelt ETag: a node does not find it otherwise. [P-10]");
    }

    @Test
    void leavesBadInputToTheProfileOfPanelWs() {
        assertThat(CommandRun.of("probe", "--list").out())
                .doesNotContain("bad-input/")
                .contains("P-16/no-pong");
        assertThat(CommandRun.of("probe", "--list", "--profile=panel-ws").out())
                .contains("bad-input/method", "bad-input/too-large");
        assertThat(probe("--case=bad-input/method").status()).isZero();
    }

    @Test
    void endsWithThreeWhereThereIsNoPanel() {
        CommandRun run = CommandRun.of("probe", "--url=ws://127.0.0.1:1", "--token=T");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("panel-ws: no connection to 127.0.0.1:1: nobody listens at 127.0.0.1:1");
    }

    @Test
    void endsWithThreeWhereTheNodeIsRefused() {
        CommandRun run = CommandRun.of("probe", "--url=" + panel.wsUrl(), "--token=wr0ng");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("refused the node: HTTP/1.1 403").doesNotContain("wr0ng");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--case=P-99",
                "--list --case=P-99",
                "--timeout=0s",
                "--profile=mine",
                "--http-url=ws://x",
                "--report-html=/nowhere/at/all.html",
                "--report-html=same --report-junit=same",
                "--nonsense"
            })
    void endsWithTwoForWrongUsage(String arguments) {
        CommandRun run = probe(arguments.split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("panel-ws probe: ").doesNotContain("Exception");
    }

    private CommandRun probe(String... arguments) {
        return CommandRun.of(
                Stream.concat(Stream.of("probe", "--url=" + panel.wsUrl(), "--token=" + TOKEN), Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
