package io.panelws.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import io.panelws.jetty.testing.WsClient;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The ways in: filters in front, a probe, a class of the panel's; and each message is authenticated all the same. */
class HandshakeAuthTest {

    private final List<String> authenticated = new CopyOnWriteArrayList<>();

    /** The panel's own authentication, as it is over HTTP. */
    private final Filter tokenFilter = (request, response, chain) -> {
        HttpServletRequest http = (HttpServletRequest) request;
        authenticated.add(http.getMethod() + " " + http.getRequestURI());
        if ("secret".equals(request.getParameter("token"))) {
            chain.doFilter(request, response);
        } else {
            ((HttpServletResponse) response).setStatus(403);
            response.setContentType("application/json");
            response.getWriter().print("{\"message\":\"token\"}");
        }
    };

    /** In web.xml by name. */
    public static final class OnlyVless implements NodeAuthenticator {
        @Override
        public Optional<Refusal> authenticate(HttpServletRequest handshake) {
            return "vless".equals(handshake.getParameter("node_type"))
                    ? Optional.empty()
                    : Optional.of(new Refusal(401, "only vless nodes are served"));
        }
    }

    private static void assertRefused(TestPanel panel, String query, int status, String body) throws Exception {
        String answer = panel.http(
                "GET /any?" + query + " HTTP/1.1",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                "Sec-WebSocket-Version: 13");
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").endsWith(body);
    }

    @Test
    void filtersInFrontRefuseWithTheirOwnAnswer() throws Exception {
        try (TestPanel panel = new TestPanel()
                .filterInFront(tokenFilter)
                .servlet("/api/*", Servlets.echo())
                .start()) {
            assertRefused(panel, "token=wrong", 403, "{\"message\":\"token\"}");
            authenticated.clear();
            assertThat(panel.connect().get("/api/x").status()).isEqualTo(200);
            assertThat(authenticated).containsExactly("GET /", "GET /api/x");
        }
    }

    @Test
    void filtersBehindAnswerEachMessage() {
        try (TestPanel panel = new TestPanel()
                .filterBehind(tokenFilter, jakarta.servlet.DispatcherType.REQUEST)
                .servlet("/api/*", Servlets.echo())
                .start()) {
            WsClient node = panel.connect("/?token=wrong");
            assertThat(node.get("/api/x").status()).isEqualTo(403);
            assertThat(node.get("/api/x").status()).isEqualTo(403);
        }
    }

    @Test
    void aProbeRefusesWithWhatThePanelAnswers() throws Exception {
        try (TestPanel panel = new TestPanel()
                .options(o -> o.handshakeAuth("probe:/api/probe"))
                .filterBehind(tokenFilter, jakarta.servlet.DispatcherType.REQUEST)
                .servlet("/api/*", Servlets.echo())
                .start()) {
            assertRefused(panel, "token=wrong", 403, "{\"message\":\"token\"}");
            assertRefused(panel, "token=wrong&x=1", 403, "{\"message\":\"token\"}");
            authenticated.clear();
            assertThat(panel.connect().get("/api/x").status()).isEqualTo(200);
            assertThat(authenticated).containsExactly("GET /api/probe", "GET /api/x");
        }
    }

    @Test
    void aProbeThatFailsRefuses() throws Exception {
        try (TestPanel panel = new TestPanel()
                .options(o -> o.handshakeAuth("probe:/nothing"))
                .servlet("/api/*", Servlets.echo())
                .start()) {
            assertRefused(panel, "token=secret", 404, "");
        }
    }

    @Test
    void aClassOfThePanelRefuses() throws Exception {
        try (TestPanel panel = new TestPanel()
                .options(o -> o.handshakeAuth("class:" + OnlyVless.class.getName()))
                .servlet("/api/*", Servlets.echo())
                .start()) {
            assertRefused(panel, "node_type=trojan", 401, "only vless nodes are served\n");
            assertThat(panel.connect().get("/api/x").status()).isEqualTo(200);
        }
    }

    @Test
    void anAuthenticatorThatFailsLetsNobodyIn() throws Exception {
        try (TestPanel panel = new TestPanel()
                .options(o -> o.nodeAuthenticator(request -> {
                    throw new IllegalStateException("on purpose");
                }))
                .start()) {
            assertRefused(panel, "token=secret", 500, "");
        }
    }

    @Test
    void aClassThatIsNoneStopsTheStart() {
        TestPanel panel = new TestPanel().options(o -> o.handshakeAuth("class:java.lang.String"));
        assertThatThrownBy(panel::start).hasStackTraceContaining("handshakeAuth names the class java.lang.String");
    }

    @Test
    void thePanelCanCutOffANode() {
        try (TestPanel panel =
                new TestPanel().servlet("/api/*", Servlets.echo()).start()) {
            WsClient one = panel.connect("/?node_type=vless&node_id=1&token=a%20b");
            WsClient two = panel.connect("/?node_type=vless&node_id=2&token=c");
            one.get("/api/x");
            two.get("/api/x");
            PanelWs panelWs = PanelWs.in(panel.servletContext());
            assertThat(panelWs.nodes()).hasSize(2).extracting(Node::id).containsExactly("1", "2");
            assertThat(panelWs.nodes().toString()).isEqualTo("[vless-1 (127.0.0.1), vless-2 (127.0.0.1)]");
            assertThat(panelWs.close(node -> node.parameter("token").equals(Optional.of("a b"))))
                    .isEqualTo(1);
            assertThat(one.closeCode()).isEqualTo(1008);
            assertThat(two.get("/api/x").status()).isEqualTo(200);
        }
    }
}
