package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** "Is it right?" has one true answer: a node that fell back to HTTP is not right, and hears why. */
class NodeCommandTest {

    private static final String TOKEN = "hush-7c1e";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void endsWithZeroAndSaysNothingMoreWhereItGoesOverWebSocket() {
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withToken(TOKEN))) {
            assertThat(node(panel.wsUrl().toString(), TOKEN)).isZero();
        }
        assertThat(out.toString()).contains("5 exchanges, 5 over WebSocket, 0 failed");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void endsWithOneWhereUpgradeIsNotPassedOn() throws Exception {
        HttpServer panel = panelWithoutWebSocket();
        try {
            assertThat(node("ws://127.0.0.1:" + panel.getAddress().getPort(), TOKEN))
                    .isEqualTo(1);
        } finally {
            panel.stop(0);
        }
        assertThat(out.toString()).contains("5 exchanges, 0 over WebSocket, 0 failed");
        assertThat(err.toString())
                .startsWith("Nothing went over WebSocket: the panel refused the handshake with 200.")
                .contains("a proxy that does not pass on the headers Upgrade and Connection")
                .doesNotContain(TOKEN);
    }

    @Test
    void saysThatTheTokenIsWrong() {
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withToken(TOKEN))) {
            assertThat(node(panel.wsUrl().toString(), "wrong")).isEqualTo(1);
        }
        assertThat(err.toString())
                .contains("does not know this node: look at the token")
                .doesNotContain("Upgrade");
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(node("ws://127.0.0.1:" + free, TOKEN)).isEqualTo(1);
        assertThat(err.toString()).contains("Nothing went over WebSocket").contains("Are host, port");
    }

    private static HttpServer panelWithoutWebSocket() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                byte[] answer = "{\"users\":[]}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        return server;
    }

    private int node(String url, String token) {
        CommandLine commandLine = PanelWs.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute("node", "--url", url, "--token", token, "--rounds", "1");
    }
}
