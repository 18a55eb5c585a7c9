package io.panelws.testkit.node;

import static io.panelws.testkit.node.ConcurrentNodeClientTest.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A node of the generation that is asked for, and the traffic that it counts. */
class UniProxyNodeTest {

    private static final String QUERY = "{\"id\":9,\"method\":\"GET\",\"path\":\"" + TrafficQuery.PATH + "\"}";

    @Test
    void tellsItsPanelWhatHasNotBeenPushed() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        ScriptedPanel.Script script = peer -> {
            peer.upgrade();
            for (int i = 0; i < 2; i++) {
                Message request = Message.of(peer);
                seen.add(request.path());
                peer.answer(QUERY);
                seen.add(Message.of(peer).body());
                peer.answer(answer(request.json().toString()));
            }
        };
        try (ScriptedPanel panel = new ScriptedPanel(script);
                UniProxyNode node = node(panel.wsUrl(), 2)) {
            node.addTraffic(Map.of(7, new Traffic(1, 2)));
            node.addTraffic(Map.of(7, new Traffic(10, 20), 8, new Traffic(5, 0)));
            node.pollConfig();
            assertThat(node.pushTraffic().request().body()).asString().isEqualTo("{\"7\":[11,22],\"8\":[5,0]}");
            assertThat(seen)
                    .containsExactly(
                            "/api/v1/server/UniProxy/config",
                            "{\"tag\":\"vless-3\",\"traffic\":[{\"UID\":7,\"Upload\":11,\"Download\":22},"
                                    + "{\"UID\":8,\"Upload\":5,\"Download\":0}]}",
                            "/api/v1/server/UniProxy/push",
                            "{\"tag\":\"vless-3\",\"traffic\":[]}");
        }
    }

    @Test
    void doesNotPushWhatAFailedPushWasToReport() throws Exception {
        ScriptedPanel.Script fails = peer -> {
            peer.upgrade();
            for (int status : List.of(500, 200)) {
                peer.readFrame();
                peer.answer("{\"status\":" + status + "}");
            }
        };
        try (ScriptedPanel panel = new ScriptedPanel(fails);
                UniProxyNode node = node(panel.wsUrl(), 1)) {
            node.addTraffic(Map.of(7, new Traffic(1, 2)));
            assertThat(node.pushTraffic().status()).isEqualTo(500);
            assertThat(node.pushTraffic().request().body()).asString().isEqualTo("{}");
        }
    }

    @Test
    void isOfTheGenerationThatIsAskedFor() throws Exception {
        ScriptedPanel.Script script = peer -> {
            peer.upgrade();
            peer.answer(answer(peer.readFrame().text()));
        };
        for (int generation = 1; generation <= 2; generation++) {
            ScriptedPanel.Script answers = generation == 1 ? ScriptedPanel.answersEach("{\"status\":200}") : script;
            try (ScriptedPanel panel = new ScriptedPanel(answers);
                    UniProxyNode node = node(panel.wsUrl(), generation)) {
                assertThat(node.pollConfig().request().hasId()).isEqualTo(generation == 2);
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node(URI.create("ws://127.0.0.1"), 3))
                .withMessage("a node is of generation 1 or 2, not 3");
    }

    private static UniProxyNode node(URI url, int generation) {
        NodeOptions options = NodeOptions.overWebSocket(url, "vless", 3, "secret");
        return UniProxyNode.of(
                options.withTimeout(Duration.ofSeconds(10)), generation, InstantSource.system(), AttemptListener.NONE);
    }
}
