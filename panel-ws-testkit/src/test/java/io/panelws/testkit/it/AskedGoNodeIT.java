package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.api.NodeTraffic;
import io.panelws.api.WsRequest;
import io.panelws.jetty.Node;
import io.panelws.jetty.PanelWs;
import io.panelws.testkit.panel.PanelStore;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import io.panelws.testkit.panel.User;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The node in Go, asked by its panel while it works: what gorilla/websocket and encoding/json make of a request. */
class AskedGoNodeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 20;
    private static final int ROUNDS = 300;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context =
            SamplePanel.context(SamplePanelOptions.DEFAULT, new PanelStore("secret", User.sample(3)));
    private final ExecutorService runner = Executors.newSingleThreadExecutor();

    @BeforeEach
    void start() throws Exception {
        GoNode.tool("go", "version");
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        runner.shutdown();
    }

    @Test
    void answersAndGoesOnPollingAndPushing() throws Exception {
        assertThat(run(1).status()).as("once, so that it is built").isZero();
        await().until(() -> nodes().isEmpty());
        Future<GoNode.Run> running = runner.submit(() -> run(ROUNDS));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> running.isDone() || nodes().stream().anyMatch(Node::isAskable));
        assertThat(running).as("the node ended before it was asked").isNotDone();
        Node node = nodes().get(0);
        int asked = 0;
        while (asked < 100) {
            List<CompletableFuture<NodeTraffic>> answers = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> node.traffic(PATIENCE).toCompletableFuture())
                    .toList();
            for (CompletableFuture<NodeTraffic> answer : answers) {
                assertThat(answer.get().tag()).isEqualTo("vless-1");
                asked++;
            }
        }
        assertThat(node.ask(new WsRequest("GET", "/else", Map.of(), new byte[0]), PATIENCE)
                        .toCompletableFuture()
                        .get()
                        .status())
                .isEqualTo(404);
        GoNode.Run run = running.get();
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.lines()).hasSize(ROUNDS * 5).allSatisfy(line -> assertThat(line.seen())
                .startsWith("ws 1 "));
    }

    private GoNode.Run run(int rounds) throws IOException, InterruptedException {
        String address = "127.0.0.1:" + connector.getLocalPort();
        return GoNode.run(
                "secret", "-generation=2", "-rounds=" + rounds, "-url=http://" + address, "-ws=ws://" + address);
    }

    private List<Node> nodes() {
        return PanelWs.in(context.getServletContext()).nodes();
    }
}
