package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two machines with one identity, both connected: what each reports is executed. */
class TwinsTest extends SmallPanel {

    private final AtomicInteger executed = new AtomicInteger();

    @BeforeEach
    void start() {
        panel.servlet("/push", Servlets.of((request, response) -> executed.incrementAndGet()))
                .start();
    }

    /** Both are open before either reports; pings that come before the answer are answered. */
    private void report(RawNode node, String message) throws Exception {
        node.sendText(message);
        assertThat(answer(node)).contains("\"status\":200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", ""})
    void equalEmptyReportsAreBothExecuted(String empty) throws Exception {
        try (RawNode one = node();
                RawNode other = node()) {
            report(one, Message.post("/push", empty));
            report(other, Message.post("/push", empty));
            assertThat(executed).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", ""})
    void equalEmptyReportsWithIdsAreBothExecuted(String empty) throws Exception {
        try (RawNode one = node();
                RawNode other = node()) {
            report(one, Message.post(1, "/push", empty));
            report(other, Message.post(1, "/push", empty));
            assertThat(executed).hasValue(2);
        }
    }

    @Test
    void differentReportsAreBothExecuted() throws Exception {
        try (RawNode one = node();
                RawNode other = node()) {
            report(one, Message.post("/push", Message.REPORT));
            report(other, Message.post("/push", "{\"5\":[1024,2049]}"));
            report(one, Message.post("/push", "{\"5\":[1024,2050]}"));
            report(other, Message.post("/push", "{\"5\":[1024,2051]}"));
            assertThat(executed).hasValue(4);
        }
    }

    @Test
    void anEqualReportIsExecutedWhenTheNextMessageHasShownThatTheFirstAnswerArrived() throws Exception {
        try (RawNode one = node();
                RawNode other = node()) {
            report(one, Message.post("/push", Message.REPORT));
            one.sendText(Message.get("/small"));
            answer(one);
            report(other, Message.post("/push", Message.REPORT));
            assertThat(executed).hasValue(2);
        }
    }

    @Test
    void anEqualReportIsExecutedWhenAPongHasShownThatTheFirstAnswerArrived() throws Exception {
        try (RawNode one = node();
                RawNode other = node()) {
            report(one, Message.post(1, "/push", Message.REPORT));
            RawNode.Frame ping = one.readFrame();
            assertThat(ping.opcode()).isEqualTo(PING);
            one.sendPong(ping.payload());
            // Answered behind the pong, so the panel has seen that.
            one.sendFrame(0x80 | PING, new byte[0]);
            assertThat(one.readFrame().opcode()).isEqualTo(PONG);
            report(other, Message.post(1, "/push", Message.REPORT));
            assertThat(executed).hasValue(2);
        }
    }
}
