package io.panelws.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.panelws.api.WsRequest;
import io.panelws.testkit.wire.Frame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** One connection of generation 2, and what goes over it in both directions. */
class ConcurrentNodeClientTest {

    private static final String QUERY = "\"path\":\"" + TrafficQuery.PATH + "\"";

    @Test
    void findsEachAnswerByItsId() throws Exception {
        ScriptedPanel.Script backwards = peer -> {
            peer.upgrade();
            String first = peer.readFrame().text();
            String second = peer.readFrame().text();
            peer.answer(answer(second));
            peer.answer(answer(first));
        };
        try (ScriptedPanel panel = new ScriptedPanel(backwards);
                ConcurrentNodeClient node = node(panel)) {
            CompletableFuture<Exchange> a = ask(node, "/a");
            CompletableFuture<Exchange> b = ask(node, "/b");
            assertThat(a.join().text()).isEqualTo("/a");
            assertThat(b.join().text()).isEqualTo("/b");
            assertThat(a.join().request().id())
                    .isPositive()
                    .isNotEqualTo(b.join().request().id());
            assertThat(panel.peers()).hasSize(1);
        }
    }

    @Test
    void answersAPingWhileItWaitsForNothing() throws Exception {
        CountDownLatch ponged = new CountDownLatch(1);
        ScriptedPanel.Script script = peer -> {
            peer.upgrade();
            peer.answer(answer(peer.readFrame().text()));
            peer.ping();
            assertThat(peer.readFrame().opcode()).isEqualTo(Frame.PONG);
            ponged.countDown();
        };
        try (ScriptedPanel panel = new ScriptedPanel(script);
                ConcurrentNodeClient node = node(panel)) {
            ask(node, "/a").join();
            ponged.await();
        }
    }

    @Test
    void passesOverAnAnswerThatNobodyWaitsFor() throws Exception {
        ScriptedPanel.Script script = peer -> {
            peer.upgrade();
            String request = peer.readFrame().text();
            peer.answer("{\"id\":4711,\"status\":299}");
            peer.answer("{\"status\":298}");
            peer.answer(answer(request));
        };
        try (ScriptedPanel panel = new ScriptedPanel(script);
                ConcurrentNodeClient node = node(panel)) {
            assertThat(ask(node, "/a").join().text()).isEqualTo("/a");
        }
    }

    @Test
    void answersThePanelWhileARequestWithTheSameIdIsInFlight() throws Exception {
        ScriptedPanel.Script script = peer -> {
            peer.upgrade();
            String request = peer.readFrame().text();
            peer.answer("{\"id\":1,\"method\":\"GET\"," + QUERY + "}");
            assertThat(Message.of(peer).body())
                    .isEqualTo("{\"tag\":\"n\",\"traffic\":[{\"UID\":7,\"Upload\":1,\"Download\":2}]}");
            peer.answer(answer(request));
        };
        try (ScriptedPanel panel = new ScriptedPanel(script);
                ConcurrentNodeClient node = node(panel)) {
            Exchange exchange = ask(node, "/a").join();
            assertThat(exchange.request().id()).isEqualTo(1);
            assertThat(exchange.text()).isEqualTo("/a");
            panel.awaitEnd();
        }
    }

    @Test
    void answersOtherMethodsWith405AndOtherPathsWith404UnderThePanelsId() throws Exception {
        ScriptedPanel.Script script = peer -> {
            peer.upgrade();
            peer.answer(answer(peer.readFrame().text()));
            peer.answer("{\"id\":8,\"method\":\"PUT\"," + QUERY + "}");
            assertThat(Message.of(peer))
                    .extracting(Message::id, Message::status)
                    .containsExactly(8L, 405);
            peer.answer("{\"id\":9,\"method\":\"GET\",\"path\":\"/else\"}");
            assertThat(Message.of(peer))
                    .extracting(Message::id, Message::status)
                    .containsExactly(9L, 404);
        };
        try (ScriptedPanel panel = new ScriptedPanel(script);
                ConcurrentNodeClient node = node(panel)) {
            ask(node, "/a").join();
            panel.awaitEnd();
        }
    }

    @Test
    void saysGoodbyeAndLeavesNoThread() throws Exception {
        ScriptedPanel.Script script = peer -> {
            peer.upgrade();
            peer.answer(answer(peer.readFrame().text()));
            Frame last = peer.readFrame();
            assertThat(last.opcode()).isEqualTo(Frame.CLOSE);
            assertThat(last.payload()).isEqualTo(Frame.close(1000).payload());
            peer.close();
        };
        try (ScriptedPanel panel = new ScriptedPanel(script)) {
            ConcurrentNodeClient node = node(panel);
            ask(node, "/a").join();
            node.close();
            node.close();
            panel.awaitEnd();
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("panel-ws-node")));
            assertThatThrownBy(() -> node.exchange(request("/a"))).isInstanceOf(IllegalStateException.class);
        }
    }

    /** An answer to a request message, with its id, that says its path. */
    static String answer(String request) {
        Message message = Message.of(request);
        return "{\"id\":" + message.id() + ",\"status\":200,\"body\":\"" + Message.base64(message.path()) + "\"}";
    }

    static CompletableFuture<Exchange> ask(Requester node, String path) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return node.exchange(request(path));
                    } catch (NodeException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                task -> new Thread(task, "asks " + path).start());
    }

    private static WsRequest request(String path) {
        return new WsRequest("GET", path, Map.of("Accept", List.of("application/json")), new byte[0]);
    }

    private static ConcurrentNodeClient node(ScriptedPanel panel) {
        return new ConcurrentNodeClient(
                NodeOptions.overWebSocket(panel.wsUrl(), "vless", 1, "secret"),
                new TrafficQuery("n", () -> Map.of(7, new Traffic(1, 2))));
    }
}
