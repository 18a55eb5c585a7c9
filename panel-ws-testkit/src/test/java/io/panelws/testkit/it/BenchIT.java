package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code panel-ws.jar bench}: what it needs is in the jar. */
class BenchIT {

    @Test
    void measuresFromTheJarAndIsSilentWhereStandardErrorIsNoTerminal() throws Exception {
        Path work = Files.createDirectories(Path.of(System.getProperty("panelws.work")));
        Path html = work.resolve("bench.html");
        Path hdr = work.resolve("bench.hdr");
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withToken("T"));
                ServerProcess bench = bench(work, panel, "--report-html=" + html, "--hdr=" + hdr)) {
            assertThat(bench.awaitExit()).as(bench.log()).isZero();
            assertThat(bench.log()).startsWith(panel.wsUrl() + ", 2 nodes").doesNotContain("\r", "warm-up  websocket");
        }
        assertThat(html).content().contains("<svg").doesNotContain("{{");
        assertThat(hdr).content().contains("Tag=http,");
    }

    private static ServerProcess bench(Path work, SamplePanel panel, String html, String hdr) throws IOException {
        List<String> arguments = List.of(
                "-jar",
                System.getProperty("panelws.commandLine"),
                "bench",
                "--url=" + panel.wsUrl(),
                "--nodes=2",
                "--duration=1s",
                "--rounds=1",
                "--rate=200",
                "--warm-up=100ms",
                html,
                hdr);
        return ServerProcess.java(work, work.resolve("bench.log"), arguments, Map.of("PANEL_WS_TOKEN", "T"));
    }
}
