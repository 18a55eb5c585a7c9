package io.panelws.jetty.hostile;

import static io.panelws.jetty.hostile.Mirror.get;
import static io.panelws.jetty.hostile.Mirror.request;
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
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The token reaches no log. At TRACE, none of our loggers prints it in any form, neither in a line nor in an exception;
 * at INFO and above, no logger at all does. Jetty's own loggers print the URI of every request at DEBUG, for plain HTTP as
 * for a handshake, and each test makes sure of that: else it would not have looked at anything.
 */
class TokenInNoLogTest {

    private static final String NODE = "node_id=1&node_type=vless&token=" + Token.ENCODED;

    private final CapturedLogs logs = new CapturedLogs();
    private final CompletableFuture<Void> gate = new CompletableFuture<>();
    private TestPanel panel;

    private void start(Consumer<PanelWsOptions.Builder> options) {
        panel = new TestPanel()
                .options(options)
                .filterInFront((request, response, chain) -> {
                    if (request.getParameter("blocked") == null) {
                        chain.doFilter(request, response);
                    } else {
                        ((HttpServletResponse) response).sendError(403);
                    }
                })
                .servlet("/x", Servlets.echo())
                .servlet("/refuses", Servlets.of((request, response) -> response.sendError(403)))
                .servlet("/throws", Servlets.of((request, response) -> {
                    throw new IllegalStateException("on purpose");
                }))
                .servlet("/never", Servlets.of((request, response) -> request.startAsync()
                        .setTimeout(0)))
                .servlet("/slow", Servlets.of((request, response) -> gate.join()))
                .servlet("/large", Servlets.of((request, response) -> response.getOutputStream()
                        .write(new byte[100_000])))
                .start();
    }

    private WsClient connect() {
        return panel.connect("/any?" + NODE);
    }

    private void assertRefused(String query, String... headers) {
        assertThatThrownBy(() -> WsClient.connect(panel.url("/any?" + query), headers))
                .isNotNull();
    }

    @AfterEach
    void nobodyHasPrintedIt() {
        gate.complete(null);
        panel.close();
        List<CapturedLogs.Line> lines = logs.lines();
        logs.close();
        List<CapturedLogs.Line> telling =
                lines.stream().filter(line -> Token.isIn(line.text())).toList();
        assertThat(telling).noneMatch(CapturedLogs.Line::isOurs).noneMatch(CapturedLogs.Line::infoOrAbove);
        assertThat(telling).isNotEmpty().allMatch(line -> line.logger().startsWith("org.eclipse.jetty."));
    }

    @Test
    void byGoodAndBadMessages() throws Exception {
        start(o -> o.maxResponseBytes(50_000).maxMessageBytes(10_000));
        WsClient node = connect();
        assertThat(node.exchange(get("/x")).status()).isEqualTo(200);
        assertThat(node.exchange(get("/x?token=" + Token.ENCODED)).status()).isEqualTo(400);
        assertThat(node.exchange(get("/x?a=" + Token.ENCODED, "X-A", Token.PLAIN))
                        .status())
                .isEqualTo(200);
        assertThat(node.exchange(request("POST", "/x", Token.PLAIN)).status()).isEqualTo(200);
        assertThat(node.exchange(get("/../" + Token.ENCODED)).status()).isEqualTo(400);
        assertThat(node.exchange(get("/x", Token.PLAIN, Token.PLAIN)).status()).isEqualTo(400);
        assertThat(node.exchange("{\"" + Token.PLAIN).status()).isEqualTo(400);
        assertThat(node.exchange("{\"method\":\"" + Token.PLAIN + "\",\"path\":\"/\"}")
                        .status())
                .isEqualTo(405);
        assertThat(node.exchange(get("/throws")).status()).isEqualTo(500);
        assertThat(node.exchange(get("/refuses")).status()).isEqualTo(403);
        assertThat(node.exchange(get("/nothing")).status()).isEqualTo(404);
        node.send(get("/large"));
        assertThat(node.closeCode()).isEqualTo(1011);
        WsClient other = connect();
        other.send(Token.PLAIN.repeat(1_000));
        assertThat(other.closeCode()).isEqualTo(1009);
        try (RawNode binary = RawNode.connect(panel.port(), NODE)) {
            binary.sendFrame(0x82, Token.PLAIN.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(binary.readCloseCode()).isEqualTo(1003);
        }
    }

    @Test
    void byTimeoutsAndRepeatedPosts() throws Exception {
        start(o -> o.requestTimeout(Duration.ofMillis(200)).idleTimeout(Duration.ofSeconds(2)));
        WsClient node = connect();
        assertThat(node.exchange(get("/slow?a=" + Token.ENCODED, "Authorization", Token.PLAIN, "Cookie", Token.PLAIN))
                        .status())
                .isEqualTo(504);
        assertThat(node.exchange(get("/slow;a=" + Token.ENCODED)).status()).isIn(400, 504);
        assertThat(node.exchange(request("POST", "/slow", Token.PLAIN)).status())
                .isEqualTo(504);
        WsClient again = connect();
        assertThat(again.exchange(request("POST", "/slow", Token.PLAIN)).status())
                .isIn(504, 409);
        gate.complete(null);
        try (RawNode lost = RawNode.connect(panel.port(), NODE)) {
            lost.sendText("{\"method\":\"POST\",\"path\":\"/x\",\"body\":\"QUJD\"}");
            lost.readMessage();
        }
        assertThat(connect()
                        .exchange("{\"method\":\"POST\",\"path\":\"/x\",\"body\":\"QUJD\"}")
                        .status())
                .isEqualTo(200);
        assertThat(panel.http(
                        "POST /x?" + NODE + " HTTP/1.1", "ABC".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .startsWith("HTTP/1.1 200 ");
        assertThat(node.closeCode()).isEqualTo(1001);
        assertThat(logs.lines()).anyMatch(CapturedLogs.Line::isOurs);
    }

    @Test
    void byHandshakesThatAreRefused() {
        start(o -> o.maxConnectionsPerNode(1));
        connect();
        await().until(() -> panel.connections() == 1);
        assertRefused(NODE);
        assertRefused(NODE + "&blocked");
        assertRefused(NODE, "Origin", "https://evil.example");
        assertThat(PanelWs.in(panel.servletContext()).nodes().toString()).isEqualTo("[vless-1 (127.0.0.1)]");
        PanelWs.in(panel.servletContext())
                .close(node -> Optional.of(Token.PLAIN).equals(node.parameter("token")));
        await().until(() -> panel.connections() == 0);
    }

    @Test
    void byAProbe() {
        start(o -> o.handshakeAuth("probe:/refuses"));
        assertRefused(NODE);
        panel.close();
        start(o -> o.handshakeAuth("probe:/throws"));
        assertRefused(NODE);
        panel.close();
        start(o -> o.handshakeAuth("probe:/never").requestTimeout(Duration.ofMillis(100)));
        assertRefused(NODE);
        panel.close();
        start(o -> o.handshakeAuth("probe:/x"));
        assertThat(connect().exchange(get("/x")).status()).isEqualTo(200);
    }

    @Test
    void byAnAuthenticator() {
        start(o -> o.nodeAuthenticator(handshake -> {
            if (handshake.getParameter("fails") != null) {
                throw new java.io.IOException("on purpose");
            }
            return handshake.getParameter("refused") == null
                    ? Optional.empty()
                    : Optional.of(new NodeAuthenticator.Refusal(401, "no"));
        }));
        assertRefused(NODE + "&fails");
        assertRefused(NODE + "&refused");
        assertThat(connect().exchange(get("/x")).status()).isEqualTo(200);
    }

    @Test
    void byNodesThatVanishAndAPanelThatStops() throws Exception {
        start(o -> {});
        try (RawNode node = RawNode.connect(panel.port(), NODE)) {
            node.sendText("{\"method\":\"GET\",\"path\":\"/large\"}");
            node.sendText("{\"method\":\"GET\",\"path\":\"/slow\"}");
        }
        WsClient node = connect();
        node.send(get("/slow"));
        gate.complete(null);
        panel.close();
        assertThat(node.closeCode()).isIn(1001, 1006, -1);
    }
}
