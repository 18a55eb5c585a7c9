package io.panelws.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is metered is what a client has counted, to the unit. */
class PanelWsMetricsTest {

    private static final int REQUESTS = 10_000;
    private static final String QUERY = "node_id=1&node_type=vless&token=secret";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private TestPanel panel;
    private PanelWsMetrics metrics;

    @BeforeEach
    void start() {
        panel = new TestPanel()
                .contextPath("/metered")
                .options(options -> options.maxConnections(5).replayGuard(true))
                .servlet("/ok", Servlets.echo())
                .servlet("/fails", Servlets.of((request, response) -> response.setStatus(503)))
                .start();
        metrics = new PanelWsMetrics(PanelWs.in(panel.servletContext()));
        metrics.bindTo(registry);
    }

    @AfterEach
    void stop() {
        panel.close();
    }

    /** Sends as a node and keeps books of its own. */
    private final class CountingNode {

        private final Map<String, Long> requests = new TreeMap<>();
        private RawNode node;
        private long handshakes;
        private long vanished;
        private long goodbyes;

        private void connect() throws IOException {
            node = RawNode.connect(panel.port(), "/metered/any", QUERY);
            handshakes++;
        }

        private void send(String method, String path, String key) throws IOException {
            node.sendText("{\"method\":\"" + method + "\",\"path\":\"" + path + "\"}");
            requests.merge(key, 1L, Long::sum);
        }

        private void answered() throws IOException {
            node.readMessage();
        }

        /** Its last answer has been read, so that the panel has nothing left to say. */
        private void vanish() throws IOException {
            node.close();
            vanished++;
        }

        private void sayGoodbye() throws IOException {
            node.sendFrame(0x88, new byte[] {3, (byte) 0xe8});
            assertThat(node.readCloseCode()).isEqualTo(1000);
            node.close();
            goodbyes++;
        }
    }

    @Test
    void countsWhatAClientHasCounted() throws Exception {
        CountingNode node = new CountingNode();
        Random random = new Random(12);
        node.connect();
        for (int sent = 0; sent < REQUESTS; sent++) {
            switch (random.nextInt(10)) {
                case 0 -> node.send("GET", "/fails", "GET 503");
                case 1 -> node.send("GET", "/nowhere", "GET 404");
                case 2 -> node.send("PUT", "/ok", "PUT 200");
                case 3 -> node.send("BREW", "/ok", "OTHER 405");
                case 4 -> {
                    node.node.sendText("{\"method\":");
                    node.requests.merge("OTHER 400", 1L, Long::sum);
                }
                default -> node.send("GET", "/ok", "GET 200");
            }
            node.answered();
            if (random.nextInt(100) == 0) {
                if (random.nextBoolean()) {
                    node.vanish();
                } else {
                    node.sayGoodbye();
                }
                node.connect();
            }
        }
        node.sayGoodbye();

        await().untilAsserted(() -> assertThat(requests()).isEqualTo(node.requests));
        await().untilAsserted(() -> assertThat(sum("panelws.connections.closed", "initiator", "node"))
                .isEqualTo(node.goodbyes));
        await().untilAsserted(() -> assertThat(sum("panelws.connections.closed", "initiator", "network"))
                .isEqualTo(node.vanished));
        assertThat(sum("panelws.handshakes", "outcome", "accepted")).isEqualTo(node.handshakes);
        assertThat(registry.get("panelws.connections.duration").timer().count()).isEqualTo(node.handshakes);
        assertThat(registry.get("panelws.connections.current").gauge().value()).isZero();
        assertThat(registry.get("panelws.requests.active").gauge().value()).isZero();
        assertThat(registry.get("panelws.messages.pending").gauge().value()).isZero();
        assertThat(bean().getRequestsByStatus()).isEqualTo(node.requests);
        assertThat(bean().getRequests()).isEqualTo(REQUESTS);
        assertThat(bean().getHandshakesAccepted()).isEqualTo(node.handshakes);
        assertThat(bean().getCloses()).isEqualTo(Map.of("NODE 1000", node.goodbyes, "NETWORK 1006", node.vanished));
    }

    @Test
    void countsBytesFrameHeadersAndAll() throws Exception {
        try (RawNode node = RawNode.connect(panel.port(), "/metered/any", QUERY)) {
            String text = "{\"method\":\"GET\",\"path\":\"/ok\"}";
            node.sendText(text);
            String answer = node.readMessage();
            long in = 2 + 4 + text.length();
            long out = (answer.length() < 126 ? 2 : 4) + answer.getBytes(StandardCharsets.UTF_8).length;
            await().untilAsserted(() -> assertThat(
                            registry.get("panelws.bytes.in").functionCounter().count())
                    .isEqualTo(in));
            await().untilAsserted(() -> assertThat(
                            registry.get("panelws.bytes.out").functionCounter().count())
                    .isEqualTo(out));
        }
    }

    @Test
    void countsRefusalsAndRepetitions() throws Exception {
        RawNode[] nodes = new RawNode[5];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = RawNode.connect(panel.port(), "/metered/any", "node_id=" + i + "&node_type=vless&token=secret");
        }
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> RawNode.connect(panel.port(), "/metered/any", QUERY)))
                .hasMessageContaining("503");
        assertThat(sum("panelws.handshakes", "outcome", "limit")).isEqualTo(1);
        String push = "{\"method\":\"POST\",\"path\":\"/ok\",\"body\":\"eyIxIjpbMSwyXX0=\"}";
        nodes[0].sendText(push);
        nodes[0].readMessage();
        nodes[0].close();
        await().until(() -> registry.get("panelws.connections.current").gauge().value() == 4);
        try (RawNode again = RawNode.connect(panel.port(), "/metered/any", "node_id=0&node_type=vless&token=secret")) {
            again.sendText(push);
            again.readMessage();
            await().untilAsserted(() -> assertThat(sum("panelws.requests.replayed", "transport", "websocket"))
                    .isEqualTo(1));
        }
        assertThat(bean().getRepeatedPosts()).isEqualTo(1);
        assertThat(bean().getHandshakesRefused()).containsEntry("LIMIT", 1L);
    }

    @Test
    void holdsNothingThatOneNodeOrStrangerChooses() throws Exception {
        try (RawNode node = RawNode.connect(panel.port(), "/metered/any", QUERY)) {
            for (int i = 0; i < 300; i++) {
                node.sendText("{\"method\":\"M" + i + "\",\"path\":\"/ok?x=" + i + "\"}");
                node.readMessage();
            }
            node.sendFrame(0x88, new byte[] {0x0f, (byte) 0xa1});
            node.readCloseCode();
        }
        await().until(() -> sum("panelws.connections.closed", "code", "private") == 1);
        assertThat(registry.getMeters()).hasSizeLessThan(20);
        assertThat(registry.getMetersAsString())
                .doesNotContain("secret")
                .doesNotContain("M1")
                .doesNotContain("vless");
    }

    @Test
    void leavesNothingBehind() throws Exception {
        try (RawNode node = RawNode.connect(panel.port(), "/metered/any", QUERY)) {
            node.sendText("{\"method\":\"GET\",\"path\":\"/ok\"}");
            node.readMessage();
        }
        assertThat(server.isRegistered(name())).isTrue();
        panel.close();
        assertThat(registry.getMeters()).isEmpty();
        assertThat(server.isRegistered(name())).isFalse();
    }

    @Test
    void endsWhenItIsClosed() {
        assertThat(registry.getMeters()).isNotEmpty();
        metrics.close();
        metrics.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    private Map<String, Long> requests() {
        Map<String, Long> counts = new TreeMap<>();
        for (Timer timer : Search.in(registry).name("panelws.requests").timers()) {
            Meter.Id id = timer.getId();
            counts.put(id.getTag("method") + " " + id.getTag("status"), timer.count());
            assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
        }
        return counts;
    }

    private long sum(String name, String tag, String value) {
        return (long) Search.in(registry).name(name).tag(tag, value).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private PanelWsMXBean bean() throws Exception {
        return JMX.newMXBeanProxy(server, name(), PanelWsMXBean.class);
    }

    private static ObjectName name() throws Exception {
        return new ObjectName("io.panelws:type=PanelWs,context=\"/metered\"");
    }
}
