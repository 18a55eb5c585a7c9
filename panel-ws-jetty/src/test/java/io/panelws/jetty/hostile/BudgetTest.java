package io.panelws.jetty.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.Inside;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What connections reserve of the memory for messages is given back, however they end. */
class BudgetTest {

    private final CompletableFuture<Void> gate = new CompletableFuture<>();
    private final PanelWsFilter filter = new PanelWsFilter(PanelWsOptions.builder()
            .maxQueuedRequests(1)
            .maxMessageBytes(10_000)
            .build());
    private final TestPanel panel = new TestPanel()
            .filter(new FilterHolder(filter))
            .servlet("/slow", Servlets.of((request, response) -> gate.join()))
            .start();

    @AfterEach
    void stop() {
        gate.complete(null);
        panel.close();
    }

    private void assertAllIsGivenBack() {
        await().untilAsserted(() -> assertThat(Inside.pendingBytes(filter)).isZero());
    }

    @Test
    void byAConnectionThatSendsFarAheadAndIsNotReadMeanwhile() throws Exception {
        try (RawNode node = RawNode.connect(panel.port())) {
            for (int i = 0; i < 200; i++) {
                node.sendText("{\"method\":\"GET\",\"path\":\"/slow\"}");
            }
            await().until(() -> Inside.pendingBytes(filter) > 0);
            gate.complete(null);
            for (int i = 0; i < 200; i++) {
                assertThat(node.readMessage()).contains("\"status\":200");
                assertThat(Inside.pendingBytes(filter)).isLessThan(20 * 3_000);
            }
        }
        assertAllIsGivenBack();
    }

    @Test
    void byAConnectionThatVanishesInTheMiddleOfAMessage() throws Exception {
        try (RawNode node = RawNode.connect(panel.port())) {
            node.sendFrame(0x01, new byte[5_000]);
            await().until(() -> Inside.pendingBytes(filter) >= 5_000);
        }
        assertAllIsGivenBack();
    }

    @Test
    void byAMessageThatGrowsTooLarge() throws Exception {
        try (RawNode node = RawNode.connect(panel.port())) {
            node.sendFrame(0x01, new byte[5_000]);
            node.sendFrame(0x00, new byte[5_001]);
            assertThat(node.readCloseCode()).isEqualTo(1009);
        }
        assertAllIsGivenBack();
    }
}
