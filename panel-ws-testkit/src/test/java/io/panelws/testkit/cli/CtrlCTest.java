package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonParser;
import io.panelws.testkit.it.ServerProcess;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C in the middle: each command in a process of its own that gets SIGINT. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CtrlCTest {

    private final SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT);

    @TempDir
    private Path directory;

    @BeforeAll
    static void interruptsAreNotIgnored() throws IOException {
        assumeFalse(ignoresInterrupts(), "this build ignores SIGINT, and so do its children");
    }

    @AfterAll
    void close() {
        panel.close();
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void nodePrintsItsSummary(String signal, int status) throws Exception {
        try (ServerProcess node = run("node", "--url=" + panel.wsUrl(), "--allow-writes")) {
            node.await("(UniProxy/alive 200)");
            node.signal(signal);
            assertThat(node.awaitExit()).as(node.log()).isEqualTo(status);
            assertThat(node.log().lines().toList())
                    .hasSize(6)
                    .last()
                    .asString()
                    .startsWith("5 exchanges, 5 over WebSocket, 0 failed; status 5 x 200;");
        }
    }

    /** A panel that takes connections and says nothing: a read from a socket cannot be interrupted. */
    @Test
    void nodeDoesNotWaitForAPanelThatSaysNothing() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerProcess node = run("node", "--url=ws://127.0.0.1:" + mute.getLocalPort())) {
            mute.accept();
            node.signal("INT");
            assertThat(node.awaitExit()).as(node.log()).isEqualTo(130);
            assertThat(node.log()).startsWith("0 exchanges, 0 over WebSocket, 0 failed; status none;");
        }
    }

    @Test
    void probeSaysWhatItHasNotAskedAndWritesItsReports() throws Exception {
        Path json = directory.resolve("probe.json");
        Path junit = directory.resolve("probe.xml");
        try (ServerProcess probe =
                run("probe", "--url=" + panel.wsUrl(), "--report-json=" + json, "--report-junit=" + junit)) {
            probe.await("(?m)^(passed .*)$");
            probe.signal("INT");
            assertThat(probe.awaitExit()).as(probe.log()).isEqualTo(130);
            assertThat(probe.log())
                    .containsPattern("\\d+ cases: \\d+ passed, 0 failed, 0 warned, \\d+ skipped; .*\\R"
                            + "stopped after \\d+ of \\d+ cases\\R$");
        }
        assertThat(JsonParser.parseString(Files.readString(json)).isJsonObject())
                .isTrue();
        assertThat(Files.readString(junit)).contains("not run: the probe was stopped");
    }

    @Test
    void benchPrintsItsFiguresAndWritesItsReports() throws Exception {
        Path json = directory.resolve("bench.json");
        Path html = directory.resolve("bench.html");
        Path hdr = directory.resolve("bench.hdr");
        try (ServerProcess bench = run(
                "bench",
                "--url=" + panel.wsUrl(),
                "--nodes=2",
                "--warm-up=0s",
                "--duration=10m",
                "--report-json=" + json,
                "--report-html=" + html,
                "--hdr=" + hdr)) {
            Awaitility.await()
                    .until(() -> Files.exists(hdr) && Files.readString(hdr).contains("Tag=websocket,"));
            bench.signal("INT");
            assertThat(bench.awaitExit()).as(bench.log()).isEqualTo(130);
            assertThat(bench.log()).containsPattern("p99\\.9 +[0-9.,]+ ms");
        }
        assertThat(JsonParser.parseString(Files.readString(json)).isJsonObject())
                .isTrue();
        assertThat(Files.readString(html)).endsWith("</html>\n");
    }

    private ServerProcess run(String... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                PanelWs.class.getName()),
                        Stream.of(arguments))
                .toList();
        Path log = Files.createTempFile(directory, "run", ".log");
        return new ServerProcess(directory, log, command, Map.of("PANEL_WS_TOKEN", "secret"));
    }

    /** A shell starts what runs in the background so, and a process that ignores it at its start goes on doing so. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
