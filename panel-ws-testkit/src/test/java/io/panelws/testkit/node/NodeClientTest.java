package io.panelws.testkit.node;

import static io.panelws.testkit.node.ScriptedPanel.answersEach;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.panelws.api.WsRequest;
import io.panelws.testkit.wire.Frame;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** One connection and what goes over it. */
class NodeClientTest {

    private static final String OK = "{\"status\":200,\"headers\":{\"ETag\":[\"\\\"1\\\"\"]},\"body\":\"aGk=\"}";

    @Test
    void dialsWithTheNodesQueryAndTheHeadersOfTheFirstRequest() throws Exception {
        try (ScriptedPanel panel = new ScriptedPanel(answersEach(OK));
                NodeClient node = node(panel.wsUrl())) {
            node.exchange(request("/api/v1/server/UniProxy/config"));

            Peer peer = panel.peers().get(0);
            assertThat(peer.head())
                    .startsWith("GET /api/v1/server/UniProxy/config"
                            + "?node_id=7&node_type=v+%2A%2F~&token=T%C3%BC+%26%3D HTTP/1.1\r\n")
                    .doesNotContainIgnoringCase("\r\norigin:")
                    .doesNotContainIgnoringCase("\r\nsec-websocket-protocol:")
                    .doesNotContainIgnoringCase("\r\nsec-websocket-extensions:");
            assertThat(peer.header("User-Agent")).isEqualTo("Go-http-client/1.1");
            assertThat(peer.header("Accept")).isEqualTo("application/json");
            assertThat(peer.header("If-None-Match")).isEmpty();
        }
    }

    @Test
    void putsThePathOfTheWsUrlInFrontOfTheRequestPath() throws Exception {
        try (ScriptedPanel panel = new ScriptedPanel(answersEach(OK));
                NodeClient node = node(panel.wsUrl().resolve("/ws/"))) {
            node.exchange(request("/größe %41"));

            assertThat(panel.peers().get(0).head()).startsWith("GET /ws/gr%C3%B6%C3%9Fe%20%41?node_id=7&");
        }
    }

    @Test
    void keepsOneConnectionForEveryPath() throws Exception {
        try (ScriptedPanel panel = new ScriptedPanel(answersEach(OK, OK));
                NodeClient node = node(panel.wsUrl())) {
            Exchange first = node.exchange(request("/a"));
            Exchange second = node.exchange(request("/b"));

            assertThat(panel.peers()).hasSize(1);
            assertThat(first.transport()).isEqualTo(Transport.WEBSOCKET);
            assertThat(first.text()).isEqualTo("hi");
            assertThat(first.etag()).contains("\"1\"");
            assertThat(second.attempts())
                    .containsExactly(new Attempt(Transport.WEBSOCKET, 1, "GET", "/b", Outcome.ANSWERED, 200, ""));
        }
    }

    @Test
    void findsTheEntityTagUnderItsExactNameOnly() throws Exception {
        String otherCase = "{\"status\":200,\"headers\":{\"Etag\":[\"1\"],\"etag\":[\"2\"]}}";
        try (ScriptedPanel panel = new ScriptedPanel(answersEach(otherCase));
                NodeClient node = node(panel.wsUrl())) {
            assertThat(node.exchange(request("/a")).etag()).isEmpty();
        }
    }

    @Test
    void joinsTheFragmentsOfAnAnswer() throws Exception {
        ScriptedPanel.Script script = peer -> {
            peer.upgrade();
            peer.readFrame();
            peer.answerInPieces("{\"status\"", ":20", "0,\"body\":\"aGk=\"}");
        };
        try (ScriptedPanel panel = new ScriptedPanel(script);
                NodeClient node = node(panel.wsUrl())) {
            assertThat(node.exchange(request("/a")).text()).isEqualTo("hi");
        }
    }

    @Test
    void readsAnUnaskedMessageAsTheNextAnswer() throws Exception {
        try (ScriptedPanel panel = new ScriptedPanel(peer -> {
                    peer.upgrade();
                    peer.readFrame();
                    peer.answer(OK);
                    peer.answer("{\"status\":299}");
                });
                NodeClient node = node(panel.wsUrl())) {
            node.exchange(request("/a"));
            assertThat(node.exchange(request("/b")).status()).isEqualTo(299);
        }
    }

    @Test
    void answersNoPingBetweenTwoRequests() throws Exception {
        CountDownLatch pinged = new CountDownLatch(1);
        ScriptedPanel.Script script = peer -> {
            peer.upgrade();
            peer.readFrame();
            peer.answer(OK);
            peer.ping();
            pinged.countDown();
            assertThat(peer.readFrame().opcode()).isEqualTo(Frame.TEXT);
            assertThat(peer.readFrame().opcode()).isEqualTo(Frame.PONG);
            peer.answer(OK);
        };
        try (ScriptedPanel panel = new ScriptedPanel(script);
                NodeClient node = node(panel.wsUrl())) {
            node.exchange(request("/a"));
            pinged.await();
            assertThat(node.exchange(request("/b")).attempts()).hasSize(1);
            panel.awaitEnd();
        }
    }

    @Test
    void saysGoodbyeAndLeavesNoThread() throws Exception {
        ScriptedPanel.Script script = peer -> {
            peer.upgrade();
            peer.readFrame();
            peer.answer(OK);
            Frame last = peer.readFrame();
            assertThat(last.opcode()).isEqualTo(Frame.CLOSE);
            assertThat(last.payload()).isEqualTo(Frame.close(1000).payload());
            peer.close();
        };
        try (ScriptedPanel panel = new ScriptedPanel(script)) {
            NodeClient node = node(panel.wsUrl());
            node.exchange(request("/a"));
            node.close();
            node.close();

            panel.awaitEnd();
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("panel-ws-node")));
            assertThatThrownBy(() -> node.exchange(request("/a"))).isInstanceOf(IllegalStateException.class);
        }
    }

    static NodeClient node(URI wsUrl) {
        return new NodeClient(NodeOptions.overWebSocket(wsUrl, "v */~", 7, "Tü &="));
    }

    static WsRequest request(String path) {
        Map<String, List<String>> headers = Map.of("Accept", List.of("application/json"), "If-None-Match", List.of(""));
        return new WsRequest("GET", path, headers, new byte[0]);
    }
}
