package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code panel-ws.jar gateway} as an operator runs it. */
class GatewayIT {

    @Test
    void servesUntilItIsAskedToEndAndThenEndsWithZero() throws Exception {
        Path config = Files.writeString(
                Files.createDirectories(Path.of(System.getProperty("panelws.work")))
                        .resolve("gateway.properties"),
                "admin-port = 0\n");
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT);
                ServerProcess gateway = GatewayProcess.run(
                        List.of(),
                        Map.of("PANEL_WS_GATEWAY_CONFIG", config.toString(), "PANEL_WS_GATEWAY_DRAIN", "5s"),
                        panel.httpUrl())) {
            URI url = URI.create(gateway.await("(?m)^panel-ws gateway listening on http(://\\S+)$")
                    .replaceFirst("^", "ws"));
            String admin = gateway.await("(?m)^panel-ws gateway shows nodes on (http://127\\.0\\.0\\.1:\\d+)/nodes$");
            try (UniProxyNode node =
                    new UniProxyNode(new NodeClient(NodeOptions.overWebSocket(url, "vless", 1, "secret")))) {
                assertThat(node.pollUsers().transport()).isEqualTo(Transport.WEBSOCKET);
                HttpResponse<String> answer = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(admin + "/metrics"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("panelws_connections_current 1.0");

                gateway.signal("TERM");
                assertThat(gateway.awaitExit()).as(gateway.log()).isZero();
            }
            assertThat(gateway.log())
                    .contains("is ready: nodes may connect on /* in the context /, port " + url.getPort() + ";")
                    .contains("Node vless-1 (127.0.0.1) has connected")
                    .contains("The gateway stops; what runs is answered")
                    .contains("closed by the panel with 1001")
                    .doesNotContain("secret", "WARN", "ERROR");
        }
    }

    @Test
    void endsWithOneWhereThePortIsTaken() throws Exception {
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT);
                ServerProcess gateway =
                        GatewayProcess.run(List.of(), Map.of(), panel.httpUrl(), "--port=" + panel.port())) {
            assertThat(gateway.awaitExit()).isEqualTo(1);
            assertThat(gateway.log().lines().filter(line -> line.startsWith("panel-ws: ")))
                    .singleElement()
                    .asString()
                    .startsWith("panel-ws: the gateway does not start: ")
                    .contains("in use");
        }
    }
}
