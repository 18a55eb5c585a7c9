package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A push that the panel refused over plain HTTP has changed nothing: the same one in a message is executed. */
class RefusedOverHttpTest extends SmallPanel {

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({"401, 200, 2", "500, 409, 1"})
    void isExecutedWhenThePanelHasChangedNothing(int status, int late, int times) throws Exception {
        panel.servlet("/busy", Servlets.of((request, response) -> {
                    busy.incrementAndGet();
                    gate.join();
                }))
                .servlet("/push", Servlets.of((request, response) -> {
                    if (asked.incrementAndGet() == 1) {
                        response.setStatus(status);
                    }
                }))
                .start();
        try (RawNode node = node()) {
            node.sendText(Message.get("/busy"));
            await().until(() -> busy.get() == 1);
            node.sendText(Message.post("/push", Message.REPORT));
            // The panel answers this when it has read what was sent before.
            node.sendFrame(0x80 | PING, new byte[0]);
            assertThat(node.readFrame().opcode()).isEqualTo(PONG);
            assertThat(http("POST", "/push?" + NODE, Message.REPORT)).startsWith("HTTP/1.1 " + status + " ");
            gate.complete(null);
            assertThat(answer(node)).contains("\"status\":200");
            assertThat(answer(node)).contains("\"status\":" + late);
        }
        assertThat(asked).hasValue(times);
    }
}
