package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands, run in the process of the test. */
class PanelWsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void demoWorksOverWebSocketAlone() {
        assertThat(run("demo")).as(out.toString()).isZero();
        assertThat(out.toString())
                .containsPattern("websocket GET /api/v1/server/UniProxy/config 200 \\d+ bytes \\d+ ms")
                .containsPattern("websocket GET /api/v1/server/UniProxy/user 304 0 bytes \\d+ ms")
                .containsPattern("websocket POST /api/v1/server/UniProxy/push 200 13 bytes \\d+ ms")
                .contains("15 exchanges, 15 over WebSocket, 0 failed; status 11 x 200, 4 x 304;")
                .contains("The panel booked 3 pushes for 3 rounds.")
                .contains("It works: every exchange went over WebSocket. Connections: 1.");
    }

    @Test
    void nodePollsAndPushes() {
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT)) {
            assertThat(node(panel.wsUrl(), "secret", "2")).isZero();
            assertThat(panel.store().pushes()).isEqualTo(2);
            assertThat(panel.store().book(1).upload()).isEqualTo(2_000);
            assertThat(out.toString()).contains("10 exchanges, 10 over WebSocket, 0 failed");
        }
    }

    @Test
    void nodeFailsWithAWrongTokenAndSaysSo() {
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT)) {
            assertThat(node(panel.wsUrl(), "wr0ng", "1")).isEqualTo(1);
            assertThat(out.toString())
                    .contains("websocket GET /api/v1/server/UniProxy/config: the panel refused the handshake with 403")
                    .containsPattern("http GET /api/v1/server/UniProxy/config 403 .*The token is wrong")
                    .doesNotContain("wr0ng");
        }
    }

    @Test
    void panelSaysInOneLineThatThePortIsTaken() {
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT)) {
            assertThat(run("panel", "--port", "" + panel.port())).isEqualTo(1);
            assertThat(err.toString().lines()).hasSize(1);
            assertThat(err.toString()).startsWith("panel-ws: the sample panel does not start on port " + panel.port());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "panel --port x",
                "panel --port 65536",
                "panel --users -1",
                "panel --token=",
                "node --token T",
                "node --url http://panel --token T",
                "node --url ws://panel --token T --interval 5",
                "node --url ws://panel --token T --rounds -1",
                "demo --rounds 0"
            })
    void wrongUsageEndsWithTwo(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);
        assertThat(err.toString()).isNotBlank().doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "help",
                "panel --help",
                "node --help",
                "demo --help",
                "call --help",
                "probe --help",
                "--version"
            })
    void helpEndsWithZero(String arguments) {
        assertThat(run(arguments.split(" "))).isZero();
        assertThat(out.toString()).contains("panel-ws").doesNotContain("${");
    }

    private int node(URI url, String token, String rounds) {
        return run("node", "--url", "" + url, "--token", token, "--rounds", rounds, "--interval", "1ms");
    }

    private int run(String... arguments) {
        CommandLine commandLine = PanelWs.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
