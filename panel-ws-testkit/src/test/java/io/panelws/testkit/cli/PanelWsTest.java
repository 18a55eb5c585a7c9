package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands, run in the process of the test. */
class PanelWsTest {

    @Test
    void demoWorksOverWebSocketAlone() {
        CommandRun run = CommandRun.of("demo");
        assertThat(run.status()).as(run.all()).isZero();
        assertThat(run.out())
                .containsPattern("websocket GET /api/v1/server/UniProxy/config 200 \\d+ bytes \\d+ ms")
                .containsPattern("websocket GET /api/v1/server/UniProxy/user 304 0 bytes \\d+ ms")
                .containsPattern("websocket POST /api/v1/server/UniProxy/push 200 13 bytes \\d+ ms")
                .contains("15 exchanges, 15 over WebSocket, 0 failed; status 11 x 200, 4 x 304;")
                .contains("The panel booked 3 pushes for 3 rounds.")
                .contains("It works: every exchange went over WebSocket. Connections: 1.");
    }

    @Test
    void panelSaysInOneLineThatThePortIsTaken() {
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT)) {
            CommandRun run = CommandRun.of("panel", "--port", "" + panel.port());
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err().lines()).hasSize(1);
            assertThat(run.err()).startsWith("panel-ws: the sample panel does not start on port " + panel.port());
        }
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
        CommandRun run = CommandRun.of(arguments.split(" "));
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("panel-ws").doesNotContain("${");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "panel", "node", "demo", "call", "probe", "bench", "completion"})
    void writesExamplesInOneForm(String command) {
        CommandRun run = CommandRun.of((command + " --help").strip().split(" "));
        assertThat(run.out().lines().filter(line -> line.contains("panel-ws.jar")))
                .allMatch(line -> line.contains("alias panel-ws="));
    }

    @Test
    void completesOptionsMethodsAndCases() {
        CommandRun run = CommandRun.of("completion");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("--allow-writes", "\"P-10/etag-spelling\"", "\"GET\" \"POST\"", "complete -F");
    }
}
