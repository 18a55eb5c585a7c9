package io.panelws.testkit.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The five calls, over WebSocket. */
class SamplePanelTest {

    private final SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT);
    private final UniProxyNode node = node("secret");

    @AfterEach
    void close() {
        node.close();
        panel.close();
    }

    @Test
    void servesTheConfigurationAndThenThatItDidNotChange() throws Exception {
        Exchange first = node.pollConfig();
        Exchange second = node.pollConfig();

        assertThat(first.transport()).isEqualTo(Transport.WEBSOCKET);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text()).contains("\"server_port\":443");
        assertThat(second.transport()).isEqualTo(Transport.WEBSOCKET);
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.response().body()).isEmpty();
    }

    @Test
    void servesTheUsersAgainOnceTheyChanged() throws Exception {
        node.pollUsers();
        assertThat(node.userIds()).hasSize(1000).startsWith(1, 2, 3);
        assertThat(node.pollUsers().status()).isEqualTo(304);

        panel.store().users(User.sample(2));
        assertThat(node.pollUsers().status()).isEqualTo(200);
        assertThat(node.userIds()).containsExactly(1, 2);
    }

    @Test
    void booksTrafficOnce() throws Exception {
        Exchange push = node.pushTraffic(Map.of(1, new Traffic(10, 20), 7, new Traffic(1, 2)));
        node.pushTraffic(Map.of(7, new Traffic(100, 200)));

        assertThat(push.text()).isEqualTo("{\"data\":true}");
        assertThat(panel.store().pushes()).isEqualTo(2);
        assertThat(panel.store().book(1)).isEqualTo(new TrafficBook(10, 20, 1));
        assertThat(panel.store().book(7)).isEqualTo(new TrafficBook(101, 202, 2));
        assertThat(panel.store().book(8)).isEqualTo(TrafficBook.EMPTY);
    }

    @Test
    void countsTheDevicesThatAreOnline() throws Exception {
        node.reportAlive(Map.of(1, List.of("203.0.113.7", "203.0.113.8", "203.0.113.7"), 2, List.of()));
        assertThat(node.pollAliveList().text()).isEqualTo("{\"alive\":{\"1\":2}}");
    }

    @Test
    void showsWhatANodeHasJustSaid() throws Exception {
        assertThat(node.pollAliveList().text()).isEqualTo("{\"alive\":{}}");
        node.reportAlive(Map.of(1, List.of("203.0.113.7")));
        assertThat(node.pollAliveList().text()).isEqualTo("{\"alive\":{\"1\":1}}");
        node.reportAlive(Map.of(1, List.of("203.0.113.7")));
        node.reportAlive(Map.of(2, List.of("203.0.113.7")));
        assertThat(node.pollAliveList().text()).isEqualTo("{\"alive\":{\"2\":1}}");
    }

    @Test
    void refusesTheHandshakeOfAWrongToken() throws Exception {
        try (UniProxyNode stranger = node("wrong")) {
            Exchange exchange = stranger.pollConfig();
            assertThat(exchange.attempts().get(0).status()).isEqualTo(403);
            assertThat(exchange.transport()).isEqualTo(Transport.HTTP);
            assertThat(exchange.status()).isEqualTo(403);
            assertThat(exchange.text()).isEqualTo("{\"message\":\"The token is wrong.\"}");
        }
    }

    @Test
    void servesALargeUserList() throws Exception {
        panel.store().users(User.sample(100_000));
        Exchange users = node.pollUsers();
        assertThat(users.transport()).isEqualTo(Transport.WEBSOCKET);
        assertThat(node.userIds()).hasSize(100_000);
    }

    private UniProxyNode node(String token) {
        return new UniProxyNode(new NodeClient(NodeOptions.overWebSocket(panel.wsUrl(), "vless", 1, token)));
    }
}
