package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;

/** The figures by JMX of panels in a stock Jetty with its module jmx, while they come and go in webapps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JettyHomeJmxIT {

    private static final String TOKEN = "hush-51f0";
    private static final ObjectName ROOT = JmxOfProcess.name("/");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private JettyBase base;
    private ServerProcess jetty;
    private int port;
    private JmxOfProcess jmx;

    @RegisterExtension
    final TestWatcher logOfFailures = new LogOfFailures(() -> jetty);

    @BeforeAll
    void start() throws Exception {
        base = new JettyBase("jmx", "12.1.8", "ee10", List.of("jmx"));
        for (String war : List.of("ROOT.war", "again.war", "gone.war")) {
            PanelWar.write(base.webapps().resolve(war), WebXml.withAuthFirst(TOKEN));
        }
        // There Jetty 12.1 unpacks old and new to the same place when it redeploys, and deletes the new with the old.
        Files.delete(base.directory().resolve("work"));
        Path unpacked = Files.createDirectories(base.directory().resolve("unpacked"));
        jetty = base.start(List.of("-Djava.io.tmpdir=" + unpacked), List.of("jetty.deploy.scanInterval=1"));
        try {
            port = ModuleBase.httpPort(jetty);
            jetty.await("(Started \\S*Server@)");
            jmx = JmxOfProcess.attach(jetty.pid());
        } catch (Exception | Error e) {
            jetty.print();
            jetty.close();
            throw e;
        }
    }

    @AfterAll
    void stop() throws Exception {
        try (ServerProcess ending = jetty) {
            jmx.close();
            assertThat(ending.log()).doesNotContain("WARN").doesNotContain(TOKEN);
        }
    }

    @Test
    void showsConnectionsAndRequestsByStatus() throws Exception {
        try (UniProxyNode node = node("")) {
            assertAnswered(node.pollConfig(), 200);
            assertAnswered(node.pollConfig(), 304);
            assertAnswered(node.pollUsers(), 200);
            // A node has its answer before it is counted.
            eventually(() -> assertThat(jmx.figure(ROOT, "Requests")).isEqualTo(3L));
            assertThat(jmx.table(ROOT, "RequestsByStatus")).isEqualTo(Map.of("GET 200", 2L, "GET 304", 1L));
            assertThat(jmx.table(ROOT, "SecondsByStatus")).containsOnlyKeys("GET 200", "GET 304");
            assertThat(jmx.figure(ROOT, "Connections")).isEqualTo(1);
            assertThat(jmx.figure(ROOT, "HandshakesAccepted")).isEqualTo(1L);
        }
        eventually(() -> assertThat(jmx.figure(ROOT, "Connections")).isEqualTo(0));
    }

    /** Jetty starts the new one before it stops the old one, so that the new one's name has a number. */
    @Test
    void isThereOnceAndCountsAnewAfterARedeployment() throws Exception {
        pollOnce("again");
        eventually(() -> assertThat(onlyRequests("/again")).isEqualTo(1L));
        Files.setLastModifiedTime(base.webapps().resolve("again.war"), FileTime.from(Instant.now()));
        eventually(() -> assertThat(onlyRequests("/again")).isEqualTo(0L));
        pollOnce("again");
        eventually(() -> assertThat(onlyRequests("/again")).isEqualTo(1L));
    }

    @Test
    void isGoneWithItsWebApplication() throws Exception {
        assertThat(jmx.named("/gone")).containsExactly(JmxOfProcess.name("/gone"));
        Files.delete(base.webapps().resolve("gone.war"));
        eventually(() -> assertThat(jmx.named("/gone")).isEmpty());
    }

    private Object onlyRequests(String contextPath) throws IOException, JMException {
        Set<ObjectName> names = jmx.named(contextPath);
        assertThat(names).hasSize(1);
        return jmx.figure(names.iterator().next(), "Requests");
    }

    private void pollOnce(String context) throws IOException, InterruptedException {
        try (UniProxyNode node = node(context)) {
            assertAnswered(node.pollConfig(), 200);
        }
    }

    private UniProxyNode node(String context) {
        URI url = URI.create("ws://127.0.0.1:" + port + "/" + context);
        return new UniProxyNode(new NodeClient(NodeOptions.overWebSocket(url, "vless", 1, TOKEN)));
    }

    private static void assertAnswered(Exchange exchange, int status) {
        assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
        assertThat(exchange.status()).isEqualTo(status);
    }

    /** Whatever is thrown meanwhile: between two deployments there is no MBean. */
    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(assertion);
    }
}
