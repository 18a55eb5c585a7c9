package io.panelws.jetty.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.NodeAuthenticator;
import io.panelws.jetty.PanelWs;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import io.panelws.jetty.testing.WsClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator reads: docs/logs.md promises these lines. */
class LogLinesTest {

    private static final String TOKEN = "hush-77f2";
    private static final String NODE = "node_id=1&node_type=vless&token=" + TOKEN;
    private static final String VLESS = "vless-1 (127.0.0.1)";
    private static final String PUSH = "{\"method\":\"POST\",\"path\":\"/push?a=" + TOKEN + "\",\"body\":\"QUJD\"}";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final CapturedLogs logs = new CapturedLogs();
    private final CompletableFuture<Void> gate = new CompletableFuture<>();
    private TestPanel panel = new TestPanel();

    private void start(Consumer<PanelWsOptions.Builder> options) {
        panel.options(options)
                .servlet("/push", Servlets.echo())
                .servlet("/slow", Servlets.of((request, response) -> gate.join()))
                .servlet("/large", Servlets.of((request, response) -> response.getOutputStream()
                        .write(new byte[100_000])))
                .start();
    }

    @AfterEach
    void stop() {
        gate.complete(null);
        panel.close();
        List<CapturedLogs.Line> lines = logs.lines();
        logs.close();
        assertThat(lines).filteredOn(CapturedLogs.Line::isOurs).isNotEmpty().noneMatch(line -> line.text()
                .contains(TOKEN));
    }

    /** Whatever the level: other tests of this process may have written many such lines within this minute. */
    private List<String> lines() {
        return logs.lines().stream()
                .filter(CapturedLogs.Line::isOurs)
                .map(line -> line.text().strip().replaceFirst(" \\[.* lines? like this one .*]", ""))
                .toList();
    }

    private void awaitLine(String regex) {
        Pattern pattern = Pattern.compile(regex);
        await().atMost(SOON).untilAsserted(() -> assertThat(lines())
                .anyMatch(line -> pattern.matcher(line).matches()));
    }

    private void assertRefused(String query, String... headers) {
        assertThatThrownBy(() -> WsClient.connect(panel.url("/any?" + query), headers))
                .isNotNull();
    }

    @Test
    void sayOnceThatItIsReadyAndWhatIsSet() {
        panel.contextPath("/panel");
        start(o -> o.requestTimeout(Duration.ofSeconds(20)).handshakeAuth("probe:/push?token=" + TOKEN));
        assertThat(lines())
                .containsOnlyOnce(
                        "panel-ws is ready: nodes may connect on /* in the context /panel, port " + panel.port()
                                + "; Jetty " + Server.getVersion()
                                + "; options: handshakeAuth=probe:/push?..., requestTimeout=20s");
    }

    @Test
    void sayThatNothingIsSet() {
        start(o -> {});
        awaitLine("panel-ws is ready: nodes may connect on /\\* in the context /, port \\d+; .*; options: defaults");
    }

    @Test
    void tellWhenANodeComesAndGoes() {
        start(o -> {});
        WsClient node = WsClient.connect(panel.url("/any?" + NODE));
        awaitLine("Node " + Pattern.quote(VLESS) + " has connected");
        node.post("/push", new byte[] {1});
        node.post("/push", new byte[] {2});
        node.webSocket().sendClose(1000, "because of " + TOKEN).join();
        awaitLine("Node " + Pattern.quote(VLESS)
                + " has disconnected after [0-9ms]+ and 2 messages: closed by the node with 1000");
        assertThat(lines()).filteredOn(line -> line.contains(VLESS)).hasSize(2);
    }

    @Test
    void tellThatANodeHasVanished() throws Exception {
        start(o -> {});
        RawNode.connect(panel.port(), NODE).close();
        awaitLine("Node .* and 0 messages: lost, without a good close frame \\(1006\\)");
    }

    @Test
    void tellThatThePanelHasCutANodeOff() throws Exception {
        start(o -> {});
        WsClient.connect(panel.url("/any?" + NODE));
        await().atMost(SOON).until(() -> PanelWs.in(panel.servletContext()).close(node -> true) == 1);
        awaitLine("Node .*: closed by the panel with 1008 \\(the panel has cut this node off\\)");
    }

    @Test
    void tellWhyAConnectionWasClosed() throws Exception {
        start(o -> o.maxMessageBytes(1_000).idleTimeout(Duration.ofMillis(200)));
        try (RawNode large = RawNode.connect(panel.port(), NODE)) {
            large.sendText("x".repeat(2_000));
            assertThat(large.readCloseCode()).isEqualTo(1009);
        }
        awaitLine("Node .*: closed by the panel with 1009 \\(the message is larger than 1000 bytes\\)");
        try (RawNode unmasked = RawNode.connect(panel.port(), NODE)) {
            unmasked.sendBytes(new byte[] {(byte) 0x80, (byte) 0x80, 0, 0, 0, 0});
            assertThat(unmasked.readCloseCode()).isEqualTo(1002);
        }
        awaitLine("Node .*: closed by the panel with 1002 \\(a message has no beginning\\)");
        try (RawNode idle = RawNode.connect(panel.port(), NODE)) {
            assertThat(idle.readCloseCode()).isEqualTo(1001);
        }
        awaitLine("Node .*: closed by the panel with 1001 \\(no message for 0 s\\)");
        try (RawNode silent = RawNode.connect(panel.port(), NODE)) {
            silent.sendFrame(0x88, new byte[0]);
            awaitLine("Node .*: closed by the node with 1005");
        }
        try (RawNode bad = RawNode.connect(panel.port(), NODE)) {
            bad.sendFrame(0x88, new byte[] {3, (byte) 0xE7});
            awaitLine("Node .* and 0 messages: lost, without a good close frame \\(1006\\)");
        }
    }

    @Test
    void tellThatThePanelStops() {
        start(o -> {});
        WsClient.connect(panel.url("/any?" + NODE));
        awaitLine("Node .* has connected");
        panel.close();
        awaitLine("Node .*: closed by the panel with 1001 \\(the panel is stopping\\)");
    }

    @Test
    void tellWhyAHandshakeWasRefused() {
        start(o -> o.maxConnectionsPerNode(1)
                .nodeAuthenticator(handshake -> handshake.getParameter("bad") == null
                        ? Optional.empty()
                        : Optional.of(new NodeAuthenticator.Refusal(401, "no " + TOKEN))));
        assertRefused(NODE + "&bad");
        assertRefused(NODE, "Origin", "https://evil.example/" + TOKEN);
        WsClient.connect(panel.url("/any?" + NODE));
        assertRefused(NODE);
        String refused = "The handshake of node " + VLESS + " was refused with ";
        assertThat(lines())
                .contains(
                        refused + "401: the panel says so, when handshakeAuth asks it",
                        refused + "403: its Origin is not in allowedOrigins",
                        refused + "503: it has maxConnectionsPerNode, 1");
    }

    @Test
    void tellWhichLimitIsReached() {
        start(o -> o.maxConnections(1));
        WsClient.connect(panel.url("/any?" + NODE));
        assertRefused("node_id=2");
        assertThat(lines())
                .contains("The handshake of node -2 (127.0.0.1) was refused with 503: there are maxConnections, 1");
    }

    @Test
    void tellWhatWasRepeated() throws Exception {
        start(o -> {});
        try (RawNode first = RawNode.connect(panel.port(), NODE)) {
            first.sendText(PUSH);
            first.readMessage();
        }
        try (RawNode second = RawNode.connect(panel.port(), NODE)) {
            second.sendText(PUSH);
            second.readMessage();
        }
        awaitLine("Node " + Pattern.quote(VLESS) + " has sent POST /push again; it is not executed twice");
        panel.http("POST /push?a=" + TOKEN + "&" + NODE + " HTTP/1.1", "ABC".getBytes(StandardCharsets.US_ASCII));
        awaitLine("Node " + Pattern.quote(VLESS)
                + " has sent POST /push again, over plain HTTP; it is not executed twice");
    }

    @Test
    void tellWhatWasNotAnsweredInTime() throws Exception {
        start(o -> o.requestTimeout(Duration.ofMillis(100)));
        WsClient node = WsClient.connect(panel.url("/any?" + NODE));
        assertThat(node.get("/slow?a=" + TOKEN).status()).isEqualTo(504);
        awaitLine("GET /slow of node " + Pattern.quote(VLESS)
                + " was not answered within 100 ms; what comes later is discarded");
        gate.complete(null);
        awaitLine("The response to GET /slow of node " + Pattern.quote(VLESS)
                + " came after its deadline and was discarded");
    }

    @Test
    void tellWhatWasTooLarge() {
        start(o -> o.maxResponseBytes(50_000));
        WsClient.connect(panel.url("/any?" + NODE)).send("{\"method\":\"GET\",\"path\":\"/large\"}");
        awaitLine("The response to GET /large of node " + Pattern.quote(VLESS)
                + " is larger than 50000 bytes; see the option maxResponseBytes");
    }

    @Test
    void cannotBeForged() throws IOException {
        start(o -> {});
        assertRefused("node_type=a%0d%0aNode%20b&node_id=%1b[31m", "Origin", "x");
        assertThat(lines())
                .contains("The handshake of node a??Node?b-??31m (127.0.0.1) was refused with 403: its Origin is not in"
                        + " allowedOrigins");
    }

    @Test
    void nameTheAddressThatAProxyVouchesFor() {
        panel.connector()
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .addCustomizer(new ForwardedRequestCustomizer());
        start(o -> {});
        WsClient.connect(panel.url("/any?" + NODE), "X-Forwarded-For", "203.0.113.7");
        awaitLine("Node vless-1 \\(203\\.0\\.113\\.7\\) has connected");
    }
}
