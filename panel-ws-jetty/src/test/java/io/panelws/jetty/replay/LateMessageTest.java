package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.PanelWs;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A busy panel comes to a push when its node has given it up long ago and has sent it by another way (P-14): what has been
 * executed then must not be executed again (P-15).
 */
class LateMessageTest {

    private static final String BODY = "{\"1\":[10,20]}";
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final String NODE = "node_id=1&node_type=vless&token=secret";

    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger executed = new AtomicInteger();
    private final CompletableFuture<Void> gate = new CompletableFuture<>();
    private final TestPanel panel = new TestPanel()
            .servlet("/busy", Servlets.of((request, response) -> {
                busy.incrementAndGet();
                gate.join();
            }))
            .servlet("/config", Servlets.of((request, response) -> {}))
            .servlet("/push", Servlets.of((request, response) -> response.getWriter()
                    .print("push " + executed.incrementAndGet())))
            .start();

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

    private static void push(RawNode node, String answer) throws Exception {
        node.sendText(message("POST", "/push"));
        String body = Base64.getEncoder().encodeToString(answer.getBytes(StandardCharsets.UTF_8));
        assertThat(node.readMessage()).contains("\"body\":\"" + body + "\"");
    }

    private String http(String query) throws Exception {
        return panel.http("POST /push?" + query + " HTTP/1.1", BODY.getBytes(StandardCharsets.UTF_8));
    }

    private static String message(String method, String path) {
        String body = Base64.getEncoder().encodeToString(BODY.getBytes(StandardCharsets.UTF_8));
        return "{\"method\":\"" + method + "\",\"path\":\"" + path + "\",\"body\":\"" + body + "\"}";
    }
}
