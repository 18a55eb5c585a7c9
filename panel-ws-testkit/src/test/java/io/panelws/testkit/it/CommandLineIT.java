package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import io.panelws.testkit.panel.User;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** target/panel-ws.jar as a user runs it. */
class CommandLineIT {

    private static final String JAR = System.getProperty("panelws.commandLine");
    private static final String LISTENING = "(?m)^panel-ws sample panel listening on (ws://127\\.0\\.0\\.1:\\d+)$";

    @Test
    void demoEndsWithZero() throws Exception {
        try (ServerProcess demo = run("demo.log", "demo")) {
            assertThat(demo.awaitExit()).as(demo.log()).isZero();
            assertThat(demo.log()).contains("15 exchanges, 15 over WebSocket, 0 failed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void panelServesUntilItIsAskedToEndAndThenEndsWithZero(String signal) throws Exception {
        assumeFalse(signal.equals("INT") && ignoresInterrupts(), "this build ignores SIGINT, and so do its children");
        try (ServerProcess panel = run("panel-" + signal + ".log", "panel", "--port", "0", "--token", "T")) {
            URI url = URI.create(panel.await(LISTENING));
            try (UniProxyNode node =
                    new UniProxyNode(new NodeClient(NodeOptions.overWebSocket(url, "vless", 1, "T")))) {
                Exchange exchange = node.pollUsers();
                assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
                assertThat(node.userIds()).hasSize(1000);

                panel.signal(signal);
                assertThat(panel.awaitExit()).as(panel.log()).isZero();
            }
            assertThat(panel.log().lines())
                    .as("nothing but the line of the start")
                    .hasSize(1);
        }
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

    @Test
    void wrongUsageEndsWithTwo() throws Exception {
        try (ServerProcess node = run("usage.log", "node", "--url", "ws://127.0.0.1:1", "--interval", "soon")) {
            assertThat(node.awaitExit()).isEqualTo(2);
            assertThat(node.log()).contains("500ms, 60s, 5m");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call GET /api/v1/server/UniProxy/config",
                "call GET /api/v1/server/UniProxy/config --http",
                "probe --case P-10",
                "node --rounds 1",
                "bench --nodes 1 --duration 200ms --rounds 1 --warm-up 0s"
            })
    void namesOfContainersHaveUnderscores(String command) throws Exception {
        Path hosts = Files.writeString(work().resolve("hosts"), "127.0.0.1 my_panel\n");
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT);
                ServerProcess run = java(
                        "underscore.log",
                        Map.of("PANEL_WS_TOKEN", "secret"),
                        Stream.of("-Djdk.net.hosts.file=" + hosts, "-jar", JAR),
                        Stream.concat(
                                Stream.of(command.split(" ")), Stream.of("--url", "ws://my_panel:" + panel.port())))) {
            assertThat(run.awaitExit()).as(run.log()).isZero();
        }
    }

    @Test
    void ctrlCEndsANodeWithItsSummary() throws Exception {
        assumeFalse(ignoresInterrupts(), "this build ignores SIGINT, and so do its children");
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT);
                ServerProcess node = run("ctrl-c.log", "node", "--url", "" + panel.wsUrl(), "--token", "secret")) {
            node.await("(UniProxy/alivelist 200)");
            node.signal("INT");
            assertThat(node.awaitExit()).as(node.log()).isEqualTo(130);
            assertThat(node.log()).contains("3 exchanges, 3 over WebSocket", "No traffic was pushed");
        }
    }

    @Test
    void saysInOneLineThatMemoryIsShort() throws Exception {
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withUsers(User.sample(300_000)));
                ServerProcess call = java(
                        "memory.log",
                        Map.of("PANEL_WS_TOKEN", "secret"),
                        Stream.of("-Xmx32m", "-jar", JAR),
                        Stream.of("call", "GET", "/api/v1/server/UniProxy/user", "--url", "" + panel.wsUrl()))) {
            assertThat(call.awaitExit()).as(call.log()).isEqualTo(70);
            assertThat(call.log().lines()).hasSize(1);
            assertThat(call.log()).startsWith("panel-ws: there is not enough memory");
        }
    }

    @Test
    void saysItsVersion() throws Exception {
        try (ServerProcess version = run("version.log", "--version")) {
            assertThat(version.awaitExit()).isZero();
            assertThat(version.log()).matches("panel-ws \\d+\\.\\d+\\.\\d+\\S*\\R");
        }
    }

    @ParameterizedTest(name = "PANEL_WS_TOKEN={0} ends with {1}")
    @CsvSource({"T,0", "other,1", ",2"})
    void takesTheTokenFromTheEnvironment(String token, int status) throws Exception {
        Map<String, String> environment = token == null ? Map.of() : Map.of("PANEL_WS_TOKEN", token);
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withToken("T"));
                ServerProcess node = run("env.log", environment, "node", "--url", "" + panel.wsUrl(), "--rounds=1")) {
            assertThat(node.awaitExit()).as(node.log()).isEqualTo(status);
        }
    }

    private static ServerProcess run(String log, String... arguments) throws IOException {
        return run(log, Map.of(), arguments);
    }

    private static ServerProcess run(String log, Map<String, String> environment, String... arguments)
            throws IOException {
        return java(log, environment, Stream.of("-jar", JAR), Stream.of(arguments));
    }

    private static ServerProcess java(
            String log, Map<String, String> environment, Stream<String> options, Stream<String> arguments)
            throws IOException {
        return ServerProcess.java(
                work(), work().resolve(log), Stream.concat(options, arguments).toList(), environment);
    }

    private static Path work() throws IOException {
        return Files.createDirectories(Path.of(System.getProperty("panelws.work")));
    }
}
