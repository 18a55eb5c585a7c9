package io.panelws.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.panelws.testkit.it.AskingPanel;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "Is it right?" has one true answer: a node that fell back to HTTP is not right, and hears why. */
class NodeCommandTest {

    private static final String TOKEN = "hush-7c1e";

    @Test
    void pollsAndSaysThatItPushedNothing() {
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withToken(TOKEN))) {
            CommandRun run = node(panel.wsUrl().toString(), TOKEN);
            assertThat(run.status()).isZero();
            assertThat(run.out().lines().toList())
                    .hasSize(5)
                    .anyMatch(line -> line.startsWith("3 exchanges, 3 over WebSocket, 0 failed; status 3 x 200;"))
                    .endsWith("No traffic was pushed: --allow-writes does.");
            assertThat(run.err()).isEmpty();
            assertThat(panel.store().pushes()).isZero();
        }
    }

    @Test
    void pushesWhenItMay() {
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withToken(TOKEN))) {
            CommandRun run = node(panel.wsUrl().toString(), TOKEN, "--allow-writes", "--rounds=2", "--interval=1ms");
            assertThat(run.status()).isZero();
            assertThat(run.out())
                    .contains("10 exchanges, 10 over WebSocket, 0 failed")
                    .doesNotContain("No traffic");
            assertThat(panel.store().pushes()).isEqualTo(2);
            assertThat(panel.store().book(1).upload()).isEqualTo(2_000);
        }
    }

    @Test
    void endsWithOneWhereUpgradeIsNotPassedOn() throws Exception {
        HttpServer panel = panelWithoutWebSocket();
        CommandRun run;
        try {
            run = node("ws://127.0.0.1:" + panel.getAddress().getPort(), TOKEN);
        } finally {
            panel.stop(0);
        }
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("websocket GET /api/v1/server/UniProxy/config: the panel refused the handshake with 200")
                .contains("3 exchanges, 0 over WebSocket, 0 failed");
        assertThat(run.err())
                .startsWith("Nothing went over WebSocket: the panel refused the handshake with 200.")
                .contains("a proxy that does not pass on the headers Upgrade and Connection");
        assertThat(run.all()).doesNotContain(TOKEN);
    }

    @Test
    void saysThatTheTokenIsWrong() {
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withToken(TOKEN))) {
            CommandRun run = node(panel.wsUrl().toString(), "wr0ng");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out())
                    .contains("websocket GET /api/v1/server/UniProxy/config: the panel refused the handshake with 403")
                    .containsPattern("http GET /api/v1/server/UniProxy/config 403 .*The token is wrong");
            assertThat(run.err())
                    .contains("does not know this node: look at the token")
                    .doesNotContain("Upgrade");
            assertThat(run.all()).doesNotContain("wr0ng");
        }
    }

    @Test
    void endsWithThreeAndOneLineWhereNobodyListens() {
        CommandRun run = node("ws://127.0.0.1:1", TOKEN);
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("panel-ws: no connection to 127.0.0.1:1: nobody listens at 127.0.0.1:1")
                .doesNotContain("Exception");
    }

    /** A node of generation 1 would take a question for its answer. */
    @ParameterizedTest
    @CsvSource({
        "--allow-writes, '{\"UID\":5,\"Upload\":5000,\"Download\":50000}'",
        "--interval=1s, ''",
    })
    void ofGenerationTwoAnswersWhatThePanelAsks(String writes, String traffic) {
        try (AskingPanel panel = new AskingPanel("/api/v1/server/UniProxy/alivelist")) {
            CommandRun run = node(panel.wsUrl(), TOKEN, "--generation=2", "--node-id=7", writes);
            assertThat(run.status()).as(run.all()).isZero();
            assertThat(run.out())
                    .containsPattern("panel GET /api/v1/server/UniProxy/traffic/query 200 \\d+ bytes")
                    .contains("panel DELETE /api/v1/server/UniProxy/traffic/query 405", "panel GET /other 404");
            assertThat(panel.answers().get(0)).isEqualTo("71 200 {\"tag\":\"vless-7\",\"traffic\":[" + traffic + "]}");
        }
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

    private static CommandRun node(String url, String token, String... more) {
        boolean counted = Stream.of(more).anyMatch(option -> option.startsWith("--rounds"));
        return CommandRun.of(Stream.of(
                        Stream.of("node", "--url=" + url, "--token=" + token),
                        Stream.of(more),
                        counted ? Stream.<String>empty() : Stream.of("--rounds=1"))
                .flatMap(arguments -> arguments)
                .toArray(String[]::new));
    }
}
