package io.panelws.testkit.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingPanelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String TOKEN = "hush-20c4";

    private final PanelServer server =
            PanelServer.start(PanelSource.sample(SamplePanelOptions.DEFAULT.withToken(TOKEN)));
    private final RecordingPanel panel = server.open();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void recordsAMessageAndItsAnswer() throws Exception {
        try (UniProxyNode node = node(panel, TOKEN)) {
            Exchange push = node.pushTraffic(Map.of(1, new Traffic(10, 20)));
            RecordedExchange recorded = panel.takeExchange(PATIENCE);

            assertThat(recorded.transport()).isEqualTo(Transport.WEBSOCKET);
            assertThat(recorded.request().method()).isEqualTo("POST");
            assertThat(recorded.request().path()).isEqualTo("/api/v1/server/UniProxy/push");
            assertThat(recorded.request().query()).isEqualTo("node_id=1&node_type=vless&token=" + TOKEN);
            assertThat(recorded.request().header("content-TYPE")).contains("application/json");
            assertThat(recorded.request().body().text()).isEqualTo("{\"1\":[10,20]}");
            assertThat(recorded.response().status()).isEqualTo(push.status()).isEqualTo(200);
            assertThat(recorded.response().header("content-type")).contains("application/json");
            assertThat(recorded.response().body().text()).isEqualTo(push.text());
        }
    }

    @Test
    void hasRecordedWhatTheNodeHasTheAnswerOf() throws Exception {
        try (UniProxyNode node = node(panel, TOKEN)) {
            for (int polls = 1; polls <= 20; polls++) {
                node.pollUsers();
                assertThat(panel.exchanges()).hasSize(polls);
            }
        }
    }

    @Test
    void countsConnectionsAndTheRequestsOfEach() throws Exception {
        try (UniProxyNode first = node(panel, TOKEN);
                UniProxyNode second = node(panel, TOKEN)) {
            first.pollConfig();
            second.pollConfig();
            second.pollUsers();
            first.pollUsers();
        }
        assertThat(panel.exchanges())
                .extracting(recorded -> recorded.connection() + "." + recorded.index())
                .containsExactly("1.1", "2.1", "2.2", "1.2");
    }

    @Test
    void recordsAHandshakeAsNumberZeroOfItsConnection() throws Exception {
        try (UniProxyNode node = node(panel, TOKEN)) {
            node.pollConfig();
        }
        RecordedExchange handshake = panel.takeHandshake(PATIENCE);
        RecordedExchange message = panel.takeExchange(PATIENCE);
        assertThat(handshake.index()).isZero();
        assertThat(handshake.connection()).isEqualTo(message.connection()).isEqualTo(1);
        assertThat(handshake.transport()).isEqualTo(Transport.HTTP);
        assertThat(handshake.response().status()).isEqualTo(101);
        assertThat(handshake.request().query()).isEqualTo(message.request().query());
        assertThat(panel.exchanges()).isEmpty();
    }

    @Test
    void recordsARefusedHandshakeAndTheRequestOverHttpThatFollows() throws Exception {
        try (UniProxyNode node = node(panel, "wrong")) {
            node.pollConfig();
        }
        assertThat(panel.takeHandshake(PATIENCE).response().status()).isEqualTo(403);
        RecordedExchange fallback = panel.takeExchange(PATIENCE);
        assertThat(fallback.transport()).isEqualTo(Transport.HTTP);
        assertThat(fallback.index()).isEqualTo(1);
        assertThat(fallback.response().status()).isEqualTo(403);
        assertThat(fallback.response().body().text()).isEqualTo("{\"message\":\"The token is wrong.\"}");
    }

    @Test
    void showsNoToken() throws Exception {
        try (UniProxyNode node = node(panel, TOKEN)) {
            node.pollConfig();
        }
        assertThat(panel.takeExchange(PATIENCE).toString())
                .startsWith("websocket 1.1: GET /api/v1/server/UniProxy/config?node_id=1&node_type=vless&token=*** [")
                .contains("-> 200 [")
                .doesNotContain(TOKEN);
        assertThat(panel.takeHandshake(PATIENCE).toString()).doesNotContain(TOKEN);
    }

    @Test
    void keepsTheBeginningOfALargeBodyAndItsSize() throws Exception {
        store(panel).users(User.sample(20_000));
        try (UniProxyNode node = node(panel, TOKEN)) {
            Exchange users = node.pollUsers();
            RecordedBody body = panel.takeExchange(PATIENCE).response().body();
            assertThat(body.size()).isEqualTo(users.response().bodyBuffer().remaining());
            assertThat(body.isComplete()).isFalse();
            assertThat(body.bytes()).hasSize(RecordedBody.LIMIT);
            assertThat(users.text()).startsWith(body.text());
        }
    }

    @Test
    void keepsTheRecordsOfTwoPortsApart() throws Exception {
        RecordingPanel other = server.open();
        try (UniProxyNode node = node(panel, TOKEN);
                UniProxyNode another = node(other, TOKEN);
                UniProxyNode overHttp = node(other, "wrong")) {
            node.pushTraffic(Map.of(1, new Traffic(1, 2)));
            another.pollConfig();
            overHttp.pollUsers();
        }
        assertThat(paths(panel)).containsExactly("/api/v1/server/UniProxy/push");
        assertThat(paths(other)).containsExactly("/api/v1/server/UniProxy/config", "/api/v1/server/UniProxy/user");
        assertThat(store(other).pushes()).isEqualTo(1);
        assertThat(store(other)).isSameAs(store(panel));
    }

    @Test
    void closesAPortAndRunsOn() throws Exception {
        RecordingPanel other = server.open();
        try (UniProxyNode node = node(other, TOKEN)) {
            node.pollConfig();
            other.close();
            other.close();
            assertThatThrownBy(() -> new Socket("127.0.0.1", other.port()).close())
                    .isInstanceOf(ConnectException.class);
        }
        try (UniProxyNode node = node(panel, TOKEN)) {
            assertThat(node.pollConfig().transport()).isEqualTo(Transport.WEBSOCKET);
        }
    }

    @Test
    void saysWhatWasRecordedWhereSomethingElseIsExpected() throws Exception {
        assertThatThrownBy(() -> panel.takeExchange(Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "no exchange within 1 ms; there is no exchange (0 taken before) and no handshake");
        try (UniProxyNode stranger = node(panel, "wrong")) {
            stranger.pollConfig();
        }
        panel.takeExchange(PATIENCE);
        assertThatThrownBy(() -> panel.takeExchange(Duration.ofMillis(1)))
                .hasMessageContaining("there is no exchange (1 taken before) and 1 handshake(s):"
                        + " GET /api/v1/server/UniProxy/config -> 403 (0 taken before)");
    }

    @Test
    void tellsListenersWhatItRecords() throws Exception {
        List<RecordedExchange> heard = new CopyOnWriteArrayList<>();
        panel.listen(heard::add);
        try (UniProxyNode node = node(panel, TOKEN)) {
            node.pollConfig();
        }
        assertThat(heard).extracting(RecordedExchange::index).containsExactly(0, 1);
    }

    private static List<String> paths(RecordingPanel panel) {
        return panel.exchanges().stream()
                .map(recorded -> recorded.request().path())
                .toList();
    }

    private static PanelStore store(RecordingPanel panel) {
        return panel.attribute(PanelStore.class.getName(), PanelStore.class).orElseThrow();
    }

    private static UniProxyNode node(RecordingPanel panel, String token) {
        URI url = panel.wsUrl();
        return new UniProxyNode(new NodeClient(NodeOptions.overWebSocket(url, "vless", 1, token)));
    }
}
