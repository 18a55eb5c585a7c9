package io.panelws.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import io.panelws.jetty.testing.WsClient;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelWsFilterTest {

    private static final String NODE = "node_id=1&node_type=vless&token=secret";

    @Test
    void answersWithTheServletOfThePanel() {
        try (TestPanel panel =
                new TestPanel().servlet("/api/*", Servlets.echo()).start()) {
            WsResponse response = panel.connect().post("/api/x", new byte[] {1, 2, 3});
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).containsExactly(1, 2, 3);
            assertThat(response.headers()).containsEntry("ETag", List.of("\"1\""));
            assertThat(response.headers())
                    .containsEntry("X-Seen", List.of("POST http://127.0.0.1:" + panel.port() + "/api/x?" + NODE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ws/api/v1/server/UniProxy/config", "/a/b/c/d/e/f/g", "/x.json"})
    void upgradesOnAnyPathAndTakesTheTargetFromTheMessage(String path) {
        try (TestPanel panel =
                new TestPanel().servlet("/api/*", Servlets.echo()).start()) {
            assertThat(panel.connect(path + "?" + NODE).get("/api/x").status()).isEqualTo(200);
        }
    }

    @Test
    void takesPathsAsRelativeToTheContext() {
        try (TestPanel panel = new TestPanel()
                .contextPath("/panel")
                .servlet("/api/*", Servlets.echo())
                .start()) {
            assertThat(panel.connect("/panel/ws/?" + NODE).get("/api/x").headers())
                    .containsEntry("X-Seen", List.of("GET http://127.0.0.1:" + panel.port() + "/panel/api/x?" + NODE));
        }
    }

    @Test
    void reachesOnlyWhatItIsMappedTo() {
        try (TestPanel panel =
                new TestPanel().mapping("/api/*").servlet("/*", Servlets.echo()).start()) {
            WsClient node = panel.connect("/api/any?" + NODE);
            assertThat(node.get("/api/x").status()).isEqualTo(200);
            assertThat(node.get("/admin").status()).isEqualTo(404);
            assertThat(node.get("/api/%2e%2e/admin").status()).isEqualTo(400);
        }
    }

    @Test
    void carriesTheIdOfTheRequest() {
        try (TestPanel panel =
                new TestPanel().servlet("/api/*", Servlets.echo()).start()) {
            WsResponse response =
                    panel.connect().exchange(new WsRequest(Long.MAX_VALUE, "GET", "/api/x", Map.of(), new byte[0]));
            assertThat(response.id()).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void letsPlainHttpPass() throws Exception {
        try (TestPanel panel =
                new TestPanel().servlet("/api/*", Servlets.echo()).start()) {
            assertThat(panel.http("GET /api/x HTTP/1.1")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void refusesBrowsersUnlessTheirOriginIsAllowed() {
        try (TestPanel panel = new TestPanel()
                .options(o -> o.allowedOrigins(List.of("https://panel.example")))
                .servlet("/api/*", Servlets.echo())
                .start()) {
            assertRefused(403, panel, "Origin", "https://evil.example");
            assertThat(WsClient.connect(panel.wsUrl(), "Origin", "https://panel.example")
                            .get("/api/x")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void namesItsVersionToAnotherOne() throws Exception {
        try (TestPanel panel = new TestPanel().start()) {
            assertThat(panel.http(
                            "GET / HTTP/1.1",
                            "Upgrade: websocket",
                            "Connection: Upgrade",
                            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                            "Sec-WebSocket-Version: 8"))
                    .startsWith("HTTP/1.1 426 ")
                    .contains("Sec-WebSocket-Version: 13");
        }
    }

    @Test
    void refusesMoreConnectionsThanAllowed() {
        try (TestPanel panel = new TestPanel()
                .options(o -> o.maxConnections(2).maxConnectionsPerNode(1))
                .servlet("/api/*", Servlets.echo())
                .start()) {
            WsClient first = panel.connect("/?node_type=vless&node_id=1");
            assertRefused(503, panel.url("/?node_type=vless&node_id=1"));
            panel.connect("/?node_type=vless&node_id=2");
            assertRefused(503, panel.url("/?node_type=vless&node_id=3"));
            first.webSocket().sendClose(1000, "").join();
            first.closeCode();
            org.awaitility.Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> panel.connect("/?node_type=vless&node_id=1")
                                    .get("/api/x")
                                    .status()
                            == 200);
        }
    }

    @RepeatedTest(20)
    void closesItsConnectionsWhenThePanelStops() throws Exception {
        List<RawNode> nodes = new ArrayList<>();
        try (TestPanel panel =
                new TestPanel().servlet("/api/*", Servlets.echo()).start()) {
            for (int i = 0; i < 5; i++) {
                RawNode node = RawNode.connect(panel.port());
                nodes.add(node);
                node.sendText("{\"method\":\"GET\",\"path\":\"/api/x\"}");
                node.readMessage();
            }
        }
        for (RawNode node : nodes) {
            RawNode.Frame frame = node.readFrame();
            assertThat(frame.opcode()).isEqualTo(8);
            assertThat(frame.payload()).startsWith(1001 >> 8, 1001 & 0xFF);
            node.close();
        }
    }

    @Test
    void closesAConnectionThatComesPastIt() {
        try (TestPanel panel = new TestPanel()
                .configure(context -> context.addEventListener(new MountsEveryEndpoint()))
                .start()) {
            WsClient stranger = panel.connect("/io.panelws.jetty.endpoint.PanelWsEndpoint");
            assertThat(stranger.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void saysWhatToEnableWhenThereIsNoWebSocketContainer() {
        Server server = new Server(0);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addFilter(
                new FilterHolder(new PanelWsFilter()),
                "/*",
                java.util.EnumSet.of(jakarta.servlet.DispatcherType.REQUEST));
        server.setHandler(context);
        assertThatThrownBy(server::start)
                .hasMessageContaining("ee10-websocket-jakarta")
                .hasMessageContaining("JakartaWebSocketServletContainerInitializer.configure");
    }

    private static void assertRefused(int status, TestPanel panel, String... headers) {
        assertRefused(status, panel.wsUrl(), headers);
    }

    private static void assertRefused(int status, String url, String... headers) {
        assertThatThrownBy(() -> WsClient.connect(url, headers))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, e -> {
                    assertThat(e.getResponse().statusCode()).isEqualTo(status);
                    assertThat(e.getResponse()
                                    .headers()
                                    .firstValue("Retry-After")
                                    .isPresent())
                            .isEqualTo(status == 503);
                });
    }
}
