package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.PanelWs;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The panel comes to a push when its node has given it up long ago and has sent it by another way (P-14), because the panel
 * was busy or the network slow: what has been executed then must not be executed again (P-15).
 */
class LateMessageTest {

    private static final String BODY = "{\"1\":[10,20]}";
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final String NODE = "node_id=1&node_type=vless&token=secret";

    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger executed = new AtomicInteger();
    private final CompletableFuture<Void> gate = new CompletableFuture<>();
    private final TestPanel panel = newPanel(options -> {});

    private TestPanel newPanel(Consumer<PanelWsOptions.Builder> options) {
        return new TestPanel()
                .options(options)
                .servlet("/busy", Servlets.of((request, response) -> {
                    busy.incrementAndGet();
                    gate.join();
                }))
                .servlet("/config", Servlets.of((request, response) -> {}))
                .servlet("/push", Servlets.of((request, response) -> response.getWriter()
                        .print("push " + executed.incrementAndGet())))
                .start();
    }

    @AfterEach
    void stop() {
        gate.complete(null);
        panel.close();
    }

    @Test
    void isNotExecutedAfterThePushCameOverPlainHttp() throws Exception {
        try (RawNode slow = nodeWhosePushWaits()) {
            assertThat(http(NODE)).endsWith("push 1");
            gate.complete(null);
            assertThat(slow.readMessage()).contains("\"status\":200");
            assertThat(slow.readMessage()).contains("\"status\":409");
        }
        assertThat(executed).hasValue(1);
    }

    @Test
    void isNotExecutedAfterThePushWasAnsweredOnALaterConnection() throws Exception {
        try (RawNode slow = nodeWhosePushWaits();
                RawNode later = RawNode.connect(panel.port(), NODE)) {
            push(later, "push 1");
            later.sendText(message("GET", "/config"));
            later.readMessage();
            gate.complete(null);
            assertThat(slow.readMessage()).contains("\"status\":200");
            assertThat(slow.readMessage()).contains("\"status\":409");
        }
        assertThat(executed).hasValue(1);
    }

    @Test
    void isANewPushOnAConnectionThatIsNewerThanTheOneOverPlainHttp() throws Exception {
        try (RawNode before = RawNode.connect(panel.port(), NODE)) {
            push(before, "push 1");
        }
        await().until(() -> PanelWs.in(panel.servletContext()).nodes().isEmpty());
        assertThat(http(NODE)).as("the answer may not have arrived").endsWith("push 1");
        try (RawNode other = RawNode.connect(panel.port(), "node_id=2")) {
            other.sendText(message("GET", "/config"));
            other.readMessage();
            assertThat(http("node_id=2")).endsWith("push 2");
            assertThat(http("node_id=2")).endsWith("push 3");
            try (RawNode after = RawNode.connect(panel.port(), "node_id=2")) {
                push(after, "push 4");
                push(after, "push 5");
            }
        }
    }

    @Test
    void isANewPushOnAnIdleConnectionThatIsOlder() throws Exception {
        try (RawNode idle = RawNode.connect(panel.port(), NODE)) {
            idle.sendText(message("GET", "/config"));
            idle.readMessage();
            assertThat(http(NODE)).endsWith("push 1");
            push(idle, "push 2");
            idle.sendText(message("GET", "/config"));
            idle.readMessage();
            try (RawNode later = RawNode.connect(panel.port(), NODE)) {
                push(later, "push 3");
                later.sendText(message("GET", "/config"));
                later.readMessage();
                push(idle, "push 4");
            }
        }
    }

    @Test
    void isNotExecutedWhenItArrivesAfterThePushCameOverPlainHttp() throws Exception {
        try (RawNode stalled = idleNode()) {
            assertThat(http(NODE)).endsWith("push 1");
            arriveLate(stalled);
        }
        assertThatNothingMoreIsExecuted();
    }

    @Test
    void isNotExecutedWhenItArrivesAfterThePushWasAnsweredOnALaterConnection() throws Exception {
        try (RawNode stalled = idleNode();
                RawNode later = RawNode.connect(panel.port(), NODE)) {
            push(later, "push 1");
            later.sendText(message("GET", "/config"));
            later.readMessage();
            arriveLate(stalled);
        }
        assertThatNothingMoreIsExecuted();
    }

    @Test
    void isNotExecutedWhenItsEndArrivesWithIt() throws Exception {
        RawNode stalled = idleNode();
        assertThat(http(NODE)).endsWith("push 1");
        stalled.sendText(message("POST", "/push"));
        stalled.endOutput();
        assertThat(stalled.isEnded(Duration.ofSeconds(10))).isTrue();
        stalled.close();
        assertThatNothingMoreIsExecuted();
    }

    @Test
    void isNotExecutedWhenThePongIsOlderThanThePushOverPlainHttp() throws Exception {
        try (RawNode stalled = idleNode()) {
            assertThat(http(NODE)).endsWith("push 1");
            byte[] ping = readPing(stalled, message("POST", "/push"));
            // The pong is on its way when the node gives up.
            assertThat(http(NODE)).endsWith("push 2");
            stalled.sendPong(ping);
            assertThat(stalled.readMessage()).contains("\"status\":409");
        }
        assertThat(executed).hasValue(2);
    }

    @Test
    void keepsAPongFromSpeakingForWhatCameByAnotherWayAfterItsPing() throws Exception {
        try (RawNode stalled = idleNode()) {
            assertThat(http(NODE)).endsWith("push 1");
            byte[] ping = readPing(stalled, numbered(1));
            assertThat(http(NODE)).endsWith("push 2");
            stalled.sendPong(ping);
            assertThat(stalled.readMessage()).contains("\"status\":409");
            readPing(stalled, numbered(2));
        }
        assertThat(executed).hasValue(2);
    }

    @Test
    void isAnswered504WhenNoPongComesAndTheConnectionIsClosedSoThatTheNextOneIsExecuted() throws Exception {
        try (TestPanel hasty = newPanel(options -> options.requestTimeout(Duration.ofMillis(300)));
                RawNode deaf = idleNode(hasty)) {
            assertThat(http(hasty, NODE)).endsWith("push 1");
            arriveLate(deaf);
            assertThat(deaf.readMessage()).contains("\"status\":504");
            assertThat(deaf.readCloseCode()).isEqualTo(1001);
            assertThat(executed).hasValue(1);
            try (RawNode again = RawNode.connect(hasty.port(), NODE)) {
                push(again, "push 2");
            }
        }
    }

    @Test
    void isNotExecutedWhenItArrivesWhileThePushOverPlainHttpRuns() throws Exception {
        CompletableFuture<Void> running = new CompletableFuture<>();
        CompletableFuture<Void> end = new CompletableFuture<>();
        try (TestPanel slow = new TestPanel()
                        .servlet("/config", Servlets.of((request, response) -> {}))
                        .servlet("/push", Servlets.of((request, response) -> {
                            executed.incrementAndGet();
                            running.complete(null);
                            end.join();
                        }))
                        .start();
                RawNode stalled = idleNode(slow)) {
            CompletableFuture<String> overHttp = CompletableFuture.supplyAsync(() -> {
                try {
                    return http(slow, NODE);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            running.join();
            stalled.sendText(message("POST", "/push"));
            // The panel answers this when it has read what was sent before.
            stalled.sendFrame(0x80 | PING, new byte[0]);
            assertThat(stalled.readFrame().opcode()).isEqualTo(PONG);
            end.complete(null);
            assertThat(overHttp.join()).startsWith("HTTP/1.1 200 ");
            assertThat(stalled.readFrame().opcode()).isEqualTo(PING);
        }
        assertThat(executed).hasValue(1);
    }

    @Test
    void isNotExecutedByAnotherPanelThatSharesTheStore() throws Exception {
        MemoryReplayStore store = new MemoryReplayStore(Clock.systemUTC());
        try (TestPanel old = newPanel(options -> options.replayStore(store));
                TestPanel young = newPanel(options -> options.replayStore(store));
                RawNode stalled = idleNode(old)) {
            try (RawNode later = RawNode.connect(young.port(), NODE)) {
                push(later, "push 1");
                later.sendText(message("GET", "/config"));
                later.readMessage();
            }
            arriveLate(stalled);
        }
        assertThat(executed).hasValue(1);
    }

    @Test
    void doesNotKeepThePanelFromStopping() throws Exception {
        try (RawNode stalled = idleNode()) {
            assertThat(http(NODE)).endsWith("push 1");
            arriveLate(stalled);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(panel::close);
            assertThat(stalled.readCloseCode()).isEqualTo(1001);
            assertThat(stopped).succeedsWithin(Duration.ofSeconds(5));
        }
        assertThat(executed).hasValue(1);
    }

    @Test
    void isANewPushWhenTheOtherOneWasOfAnotherNode() throws Exception {
        try (RawNode slow = nodeWhosePushWaits()) {
            assertThat(http("node_id=2&node_type=vless&token=secret")).endsWith("push 1");
            gate.complete(null);
            slow.readMessage();
            assertThat(slow.readMessage()).contains("\"status\":200");
        }
        assertThat(executed).hasValue(2);
    }

    /** A generation 1 node would not send ahead, but its messages would wait like this where no thread is free. */
    private RawNode nodeWhosePushWaits() throws Exception {
        RawNode node = RawNode.connect(panel.port(), NODE);
        node.sendText(message("GET", "/busy"));
        await().until(() -> busy.get() == 1);
        node.sendText(message("POST", "/push"));
        // The panel answers this when it has read what was sent before.
        node.sendFrame(0x80 | PING, new byte[0]);
        assertThat(node.readFrame().opcode()).isEqualTo(PONG);
        return node;
    }

    private RawNode idleNode() throws Exception {
        return idleNode(panel);
    }

    private static RawNode idleNode(TestPanel panel) throws Exception {
        RawNode node = RawNode.connect(panel.port(), NODE);
        node.sendText(message("GET", "/config"));
        node.readMessage();
        return node;
    }

    /** What the network has kept until now; its node has gone, so nobody answers the ping. */
    private static void arriveLate(RawNode node) throws Exception {
        readPing(node, message("POST", "/push"));
    }

    /** Sends a message and reads what comes first; its payload. */
    private static byte[] readPing(RawNode node, String message) throws Exception {
        node.sendText(message);
        RawNode.Frame frame = node.readFrame();
        assertThat(frame.opcode()).isEqualTo(PING);
        return frame.payload();
    }

    private void assertThatNothingMoreIsExecuted() {
        await().until(() -> PanelWs.in(panel.servletContext()).nodes().isEmpty());
        // Stopping waits for whatever runs.
        panel.close();
        assertThat(executed).hasValue(1);
    }

    private static void push(RawNode node, String answer) throws Exception {
        node.sendText(message("POST", "/push"));
        String body = Base64.getEncoder().encodeToString(answer.getBytes(StandardCharsets.UTF_8));
        assertThat(node.readMessage()).contains("\"body\":\"" + body + "\"");
    }

    private String http(String query) throws Exception {
        return http(panel, query);
    }

    private static String http(TestPanel panel, String query) throws Exception {
        return panel.http("POST /push?" + query + " HTTP/1.1", BODY.getBytes(StandardCharsets.UTF_8));
    }

    private static String numbered(int id) {
        return message("POST", "/push").replaceFirst("\\{", "{\"id\":" + id + ",");
    }

    private static String message(String method, String path) {
        String body = Base64.getEncoder().encodeToString(BODY.getBytes(StandardCharsets.UTF_8));
        return "{\"method\":\"" + method + "\",\"path\":\"" + path + "\",\"body\":\"" + body + "\"}";
    }
}
