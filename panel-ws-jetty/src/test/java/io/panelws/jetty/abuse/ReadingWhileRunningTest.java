package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import jakarta.servlet.AsyncContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection is read while a servlet works for it, for nodes that send ids and for those that do not. */
class ReadingWhileRunningTest extends SmallPanel {

    private static final byte[] PAYLOAD = {1, 2, 3};
    private static final byte[] NORMAL = {0x03, (byte) 0xE8};

    private final AtomicInteger begun = new AtomicInteger();

    /** A node for which a servlet works until the gate opens. */
    private RawNode busyNode(int id, Consumer<PanelWsOptions.Builder> options) throws Exception {
        panel.options(options)
                .servlet("/block", Servlets.of((request, response) -> {
                    begun.incrementAndGet();
                    gate.join();
                    response.getWriter().print("done");
                }))
                .start();
        RawNode node = node();
        node.sendText(Message.get(id, "/block"));
        await().until(() -> begun.get() == 1);
        return node;
    }

    @Test
    void aSecondRequestWithAnIdIsAnswered() throws Exception {
        try (RawNode node = busyNode(1, o -> {})) {
            node.sendText(Message.get(2, "/small"));
            assertThat(answer(node)).contains("\"id\":2", "\"status\":200");
            gate.complete(null);
            assertThat(answer(node)).contains("\"id\":1", "\"status\":200");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aPingIsAnswered(int id) throws Exception {
        try (RawNode node = busyNode(id, o -> {})) {
            for (int i = 0; i < 3; i++) {
                node.sendFrame(0x80 | PING, PAYLOAD);
                RawNode.Frame pong = node.readFrame();
                assertThat(pong.opcode()).isEqualTo(PONG);
                assertThat(pong.payload()).isEqualTo(PAYLOAD);
            }
            gate.complete(null);
            assertThat(answer(node)).contains("\"status\":200");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aCloseIsNoticed(int id) throws Exception {
        try (RawNode node = busyNode(id, o -> {})) {
            node.sendFrame(0x88, NORMAL);
            assertThat(node.readCloseCode()).isEqualTo(1000);
            awaitConnections(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aResetIsNoticed(int id) throws Exception {
        busyNode(id, o -> {}).close();
        awaitConnections(0);
    }

    @Test
    void whatIsSentAheadIsAnsweredBehindIt() throws Exception {
        try (RawNode node = busyNode(0, o -> {})) {
            node.sendText(Message.get("/small"));
            node.sendText(Message.get("/missing"));
            gate.complete(null);
            assertThat(answer(node)).contains("\"status\":200", "\"body\":\"ZG9uZQ==\"");
            assertThat(answer(node)).contains("\"status\":200").doesNotContain("ZG9uZQ==");
            assertThat(answer(node)).contains("\"status\":404");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theNextMessageIsServedWhenTheDeadlineHasPassedAlthoughTheServletStillWorks(int id) throws Exception {
        try (RawNode node = busyNode(id, o -> o.requestTimeout(Duration.ofMillis(300)))) {
            assertThat(answer(node)).contains("\"status\":504");
            node.sendText(Message.get("/small"));
            assertThat(answer(node)).contains("\"status\":200");
            gate.complete(null);
            node.sendText(Message.get("/small"));
            assertThat(answer(node)).contains("\"status\":200");
        }
    }

    @Test
    void whatAnotherThreadCompletesKeepsTheOrder() throws Exception {
        panel.servlet("/later", Servlets.of((request, response) -> {
                    AsyncContext async = request.startAsync();
                    begun.incrementAndGet();
                    gate.thenRunAsync(async::complete);
                }))
                .start();
        try (RawNode node = node()) {
            node.sendText(Message.get("/later"));
            node.sendText(Message.get("/missing"));
            await().until(() -> begun.get() == 1);
            gate.complete(null);
            assertThat(answer(node)).contains("\"status\":200");
            assertThat(answer(node)).contains("\"status\":404");
            node.sendText(Message.get("/later"));
            assertThat(answer(node)).contains("\"status\":200");
            node.sendText(Message.get(5, "/later"));
            assertThat(answer(node)).contains("\"status\":200", "\"id\":5");
        }
    }
}
