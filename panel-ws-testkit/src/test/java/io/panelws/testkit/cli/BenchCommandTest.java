package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code panel-ws bench}, run in the process of the test. */
class BenchCommandTest {

    @TempDir
    private Path directory;

    @Test
    void measuresAndReports() throws Exception {
        Path html = directory.resolve("bench.html");
        Path json = directory.resolve("bench.json");
        Path hdr = directory.resolve("bench.hdr");
        CommandRun run;
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT)) {
            run = bench(panel.wsUrl(), "secret", "--report-html=" + html, "--report-json=" + json, "--hdr=" + hdr);
        }
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(", 3 nodes, closed loop")
                .contains("2 rounds of each transport, 0.25 s each, warm-up 0.10 s")
                .containsPattern("p99\\.9 +[0-9.,]+ ms +[0-9.,]+ ms\\R")
                .containsPattern("errors +0 +0\\R");
        assertThat(Files.readString(html)).startsWith("<!DOCTYPE html>").contains("<svg");
        JsonObject report = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(report.getAsJsonArray("rounds")).hasSize(4);
        assertThat(Files.readString(hdr)).contains("Tag=websocket,", "Tag=http,");
        assertThat(run.err()).doesNotContain("secret");
    }

    @Test
    void writesJsonToStandardOutputAndLinesForPeopleElsewhere() {
        CommandRun run;
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT)) {
            run = bench(panel.wsUrl(), "secret", "--generation=2", "--in-flight=2", "--report-json=-");
        }
        assertThat(run.status()).as(run.err()).isZero();
        JsonObject settings =
                JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonObject("settings");
        assertThat(settings.get("generation").getAsInt()).isEqualTo(2);
        assertThat(settings.get("inFlight").getAsInt()).isEqualTo(2);
        assertThat(run.err()).contains("3 nodes of generation 2 with 2 requests in flight each");
    }

    @Test
    void endsWithOneWhereRequestsFailed() {
        SamplePanelOptions full = SamplePanelOptions.DEFAULT.withPanelWs(
                PanelWsOptions.builder().maxConnections(1).build());
        try (SamplePanel panel = SamplePanel.start(full)) {
            CommandRun run = bench(panel.wsUrl(), "secret");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out())
                    .containsPattern("Errors over websocket: [0-9,]+ x handshake refused with 503")
                    .doesNotContain("Errors over http");
        }
    }

    @Test
    void endsWithThreeWhereNobodyListens() {
        CommandRun run = bench(URI.create("ws://127.0.0.1:1"), "secret");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("panel-ws: cannot reach the panel over websocket: no connection");
    }

    @Test
    void endsWithThreeWhereTheTokenIsWrong() {
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT)) {
            CommandRun run = bench(panel.wsUrl(), "wr0ng");
            assertThat(run.status()).isEqualTo(3);
            assertThat(run.err()).contains("refused the handshake with 403").doesNotContain("wr0ng");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--url http://panel",
                "--url ws://panel --http-url ws://panel",
                "--url ws://panel --nodes 0",
                "--url ws://panel --nodes 1001",
                "--url ws://panel --rate 0",
                "--url ws://panel --rate -1",
                "--url ws://panel --rounds 0",
                "--url ws://panel --duration 1ms",
                "--url ws://panel --duration 10",
                "--url ws://panel --timeout 0s",
                "--url ws://panel --generation 3",
                "--url ws://panel --in-flight 2",
                "--url ws://panel --generation 2 --in-flight 0",
                "--url ws://panel --generation 2 --in-flight 101",
                "--url ws://panel --report-html same --report-json ./same",
                "--url ws://panel --report-html - --report-json -",
                "--url ws://panel --hdr -",
                "--url ws://panel --node-ids 5-1",
                "--url ws://panel --node-ids x",
                "--url ws://panel --report-json /no/such/directory/report.json",
                "--nodes 1"
            })
    void wrongUsageEndsWithTwo(String arguments) {
        CommandRun run =
                CommandRun.of(Stream.concat(Stream.of("bench", "--token", "T"), Stream.of(arguments.split(" ")))
                        .toArray(String[]::new));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("panel-ws bench: ").doesNotContain("Exception");
    }

    @Test
    void helpSaysWhatAStrangerNeeds() {
        CommandRun help = CommandRun.of("bench", "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out())
                .contains("--url", "--rate", "PANEL_WS_TOKEN", "A REAL PANEL BILLS", "Exit status:", "no connection")
                .doesNotContain("${");
    }

    private static CommandRun bench(URI url, String token, String... more) {
        return CommandRun.of(Stream.concat(
                        Stream.of(
                                "bench",
                                "--url=" + url,
                                "--token=" + token,
                                "--nodes=3",
                                "--duration=1s",
                                "--rounds=2",
                                "--warm-up=100ms"),
                        Stream.of(more))
                .toArray(String[]::new));
    }
}
