package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The panel as a WAR in a stock Jetty: panel-ws comes from WEB-INF/lib and two elements of web.xml, nothing else. One WAR
 * serves every Jetty 12 and every EE level, which are the subclasses.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JettyHomeTests {

    private static final int CROWD = 100;
    private static final String TOKEN = "hush-51f0";
    /** What the JVM ends with after SIGTERM, its shutdown hooks done. */
    private static final int TERMINATED = 143;

    private final String version;
    private final String environment;
    private ServerProcess jetty;
    private String port;

    JettyHomeTests(String version, String environment) {
        this.version = version;
        this.environment = environment;
    }

    @RegisterExtension
    final TestWatcher logOfFailures = new LogOfFailures(() -> jetty);

    @BeforeAll
    void start() throws Exception {
        JettyBase base = new JettyBase(version, environment);
        PanelWar.write(base.webapps().resolve("ROOT.war"), WebXml.withAuthFirst(TOKEN));
        PanelWar.write(base.webapps().resolve("panel.war"), WebXml.withAuthSecond(TOKEN));
        PanelWar.write(base.webapps().resolve("crowded.war"), WebXml.withOneHandshakeAtATime(TOKEN));
        jetty = base.start();
        try {
            port = jetty.await("Started \\S*ServerConnector@.*\\{127\\.0\\.0\\.1:(\\d+)}");
            jetty.await("(Started \\S*Server@)");
        } catch (RuntimeException | Error e) {
            jetty.print();
            jetty.close();
            throw e;
        }
    }

    @AfterAll
    void stop() throws Exception {
        try (ServerProcess ending = jetty) {
            ending.signal("TERM");
            assertThat(ending.awaitExit()).isEqualTo(TERMINATED);
            assertThat(ending.log())
                    .contains("Stopped ")
                    .doesNotContain("WARN")
                    .doesNotContain("Exception")
                    .doesNotContain(TOKEN);
        }
    }

    @ParameterizedTest(name = "context /{0}")
    @ValueSource(strings = {"", "panel"})
    void answersEveryCallOverOneWebSocket(String context) throws Exception {
        try (UniProxyNode node = node(context, TOKEN)) {
            assertAnswered(node.pollConfig(), 200, "server_port");
            assertAnswered(node.pollConfig(), 304, "");
            assertAnswered(node.pollUsers(), 200, "uuid");
            assertThat(node.userIds()).hasSize(50);
            assertAnswered(node.pollUsers(), 304, "");
            assertAnswered(node.reportAlive(Map.of(1, List.of("203.0.113.7"))), 200, "{\"data\":true}");
            assertAnswered(node.pollAliveList(), 200, "{\"alive\":{\"1\":1}}");
            assertAnswered(node.pushTraffic(Map.of(1, new Traffic(10, 20))), 200, "{\"data\":true}");
        }
    }

    @Test
    void refusesTheHandshakeWhereThePanelsFilterComesFirst() throws Exception {
        try (UniProxyNode node = node("", "wrong")) {
            Exchange exchange = node.pollConfig();
            Attempt first = exchange.attempts().get(0);
            assertThat(first.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(first.status()).isEqualTo(403);
            assertThat(exchange.transport()).isEqualTo(Transport.HTTP);
            assertThat(exchange.status()).isEqualTo(403);
        }
    }

    @Test
    void answersEachMessageWithThePanelsFilterWhereItComesSecond() throws Exception {
        try (UniProxyNode node = node("panel", "wrong")) {
            assertAnswered(node.pollConfig(), 403, "{\"message\":\"The token is wrong.\"}");
            assertAnswered(node.pushTraffic(Map.of(1, new Traffic(10, 20))), 403, "The token is wrong.");
        }
    }

    @Test
    void letsNodesInThatComeInTheSameMoment() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CROWD);
        CountDownLatch go = new CountDownLatch(1);
        try {
            List<Future<Transport>> nodes = new ArrayList<>();
            for (int id = 1; id <= CROWD; id++) {
                UniProxyNode node = node("crowded", id, TOKEN);
                nodes.add(threads.submit(() -> {
                    go.await();
                    try (node) {
                        return node.pollConfig().transport();
                    }
                }));
            }
            go.countDown();
            for (Future<Transport> node : nodes) {
                assertThat(node.get()).isEqualTo(Transport.WEBSOCKET);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertAnswered(Exchange exchange, int status, String body) {
        assertThat(exchange.attempts())
                .singleElement()
                .isEqualTo(new Attempt(
                        Transport.WEBSOCKET,
                        1,
                        exchange.request().method(),
                        exchange.request().path(),
                        Outcome.ANSWERED,
                        status,
                        ""));
        assertThat(exchange.text()).contains(body);
    }

    private UniProxyNode node(String context, String token) {
        return node(context, 1, token);
    }

    private UniProxyNode node(String context, int id, String token) {
        URI url = URI.create("ws://127.0.0.1:" + port + "/" + context);
        return new UniProxyNode(new NodeClient(NodeOptions.overWebSocket(url, "vless", id, token)));
    }
}
