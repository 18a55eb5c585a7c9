package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProbeCommandTest {

    private static final String TOKEN = "hush-8d1c";
    private final SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withToken(TOKEN));

    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void listen() {
        out = new StringWriter();
        err = new StringWriter();
    }

    @AfterAll
    void close() {
        panel.close();
    }

    @Test
    void printsALineForEachCaseAndASummary(@TempDir Path folder) throws Exception {
        assertThat(probe(
                        "--case=P-10",
                        "--case=api/push",
                        "--report-junit=" + folder.resolve("r.xml"),
                        "--report-json=" + folder.resolve("r.json"),
                        "--report-html=" + folder.resolve("r.html")))
                .isZero();
        assertThat(out.toString().lines().limit(4))
                .containsExactly(
                        "skipped  MUST    api/push                          it writes: it reports traffic or addresses,"
                                + " which a real panel books",
                        "passed   MUST    P-10/etag-spelling",
                        "passed   SHOULD  P-10/header-spelling",
                        "");
        assertThat(out.toString()).contains("3 cases: 2 passed, 0 failed, 0 warned, 1 skipped");
        for (String file : List.of("r.xml", "r.json", "r.html")) {
            assertThat(Files.readString(folder.resolve(file)))
                    .contains("P-10/etag-spelling")
                    .doesNotContain(TOKEN);
        }
    }

    @Test
    void runsCasesThatWriteWhenItMay() {
        int pushes = panel.store().pushes();
        assertThat(probe("--case=api/push", "--allow-writes")).isZero();
        assertThat(panel.store().pushes()).isEqualTo(pushes + 1);
    }

    @Test
    void listsCasesWithoutAPanel() {
        assertThat(run("probe", "--list", "--case=P-10")).isZero();
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(out.toString())
                .startsWith("MUST    P-10/etag-spelling")
                .contains("The entity tag's header is spelt ETag: a node does not find it otherwise. [P-10]");
    }

    @Test
    void leavesBadInputToTheProfileOfPanelWs() {
        assertThat(run("probe", "--list")).isZero();
        assertThat(out.toString()).doesNotContain("bad-input/").contains("P-16/no-pong");
        assertThat(run("probe", "--list", "--profile=panel-ws")).isZero();
        assertThat(out.toString()).contains("bad-input/method", "bad-input/too-large");
        assertThat(probe("--case=bad-input/method")).isZero();
    }

    @Test
    void endsWithThreeWhereThereIsNoPanel() {
        assertThat(run("probe", "--url=ws://127.0.0.1:1", "--token=T")).isEqualTo(3);
        assertThat(err.toString()).startsWith("panel-ws: no connection to 127.0.0.1:1: nobody listens at 127.0.0.1:1");
    }

    @Test
    void endsWithThreeWhereTheNodeIsRefused() {
        assertThat(run("probe", "--url=" + panel.wsUrl(), "--token=wr0ng")).isEqualTo(3);
        assertThat(err.toString()).contains("refused the node: HTTP/1.1 403").doesNotContain("wr0ng");
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
                "--nonsense"
            })
    void endsWithTwoForWrongUsage(String arguments) {
        assertThat(probe(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank().doesNotContain("Exception");
    }

    private int probe(String... arguments) {
        List<String> all = new ArrayList<>(List.of("probe", "--url=" + panel.wsUrl(), "--token=" + TOKEN));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        CommandLine commandLine = PanelWs.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
