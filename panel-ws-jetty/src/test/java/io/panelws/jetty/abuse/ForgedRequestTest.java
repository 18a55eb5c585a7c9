package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsRequest;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.WsClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node cannot pass for another node, and not for the proxy in front of the panel. */
class ForgedRequestTest extends SmallPanel {

    @BeforeEach
    void start() {
        panel.servlet("/api/*", Servlets.of((request, response) -> response.getWriter()
                        .print("node " + request.getParameter("node_id"))))
                .servlet("/header", Servlets.of((request, response) -> response.getWriter()
                        .print(Optional.ofNullable(request.getHeader(request.getParameter("name")))
                                .orElse("none"))))
                .start();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/x\\ud800node_id=2&z=",
                "/api/x\\udc00node_id=2&z=",
                "/api/x\\ud800",
                "/api/x?a=\\ud800&z=1",
                "/api/\\udc00\\ud800"
            })
    void refusesAPathWithHalfASurrogatePair(String path) throws Exception {
        try (RawNode node = node()) {
            node.sendText("{\"method\":\"GET\",\"path\":\"" + path + "\"}");
            assertThat(answer(node)).contains("\"status\":400");
            node.sendText(Message.get("/api/x"));
            assertThat(answer(node)).contains("\"status\":200");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Remote-User",
                "X-Remote-User",
                "X-Auth-Request-Email",
                "X-SSL-Client-Verify",
                "SSL_CLIENT_S_DN",
                "Ssl-Client-Cert",
                "X-Envoy-External-Address",
                "X-Amzn-Oidc-Identity",
                "X-Azure-ClientIP",
                "X-ProxyUser-Ip",
                "X-Host",
                "X-Scheme",
                "X_Forwarded_For"
            })
    void takesWhatAProxyVouchesForFromTheHandshakeOnly(String name) {
        assertThat(seen(panel.connect(), name)).isEqualTo("none");
        assertThat(seen(WsClient.connect(panel.wsUrl(), name, "proxy"), name)).isEqualTo("proxy");
    }

    private static String seen(WsClient node, String name) {
        byte[] body = node.exchange(
                        new WsRequest("GET", "/header?name=" + name, Map.of(name, List.of("forged")), new byte[0]))
                .body();
        return new String(body, StandardCharsets.UTF_8);
    }
}
