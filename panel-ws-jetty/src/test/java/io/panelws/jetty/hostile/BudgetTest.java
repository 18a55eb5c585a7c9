package io.panelws.jetty.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.api.WsRequest;
import io.panelws.jetty.Inside;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import io.panelws.jetty.testing.WsClient;
import java.util.ArrayList;
import java.util.List;
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
        await().untilAsserted(() -> assertThat(Inside.pendingCharacters(filter)).isZero());
    }

    @Test
    void byAConnectionThatIsRefusedAWaitingThread() {
        List<WsClient> nodes = new ArrayList<>();
        boolean refused = false;
        // One runs, one waits in the queue, one waits with its thread; the last finds no thread to wait with.
        while (!refused) {
            WsClient node = panel.connect("/?node_id=" + nodes.size());
            nodes.add(node);
            assertThat(nodes.size()).isLessThan(100);
            int before = nodes.size();
            for (int i = 0; i < 3; i++) {
                node.send(new WsRequest("GET", "/slow", java.util.Map.of(), new byte[100]));
            }
            await().until(() -> node.isClosed() || waitingThreads() == before);
            refused = node.isClosed();
        }
        assertThat(Inside.pendingCharacters(filter)).isPositive();
        gate.complete(null);
        assertAllIsGivenBack();
    }

    @Test
    void byAConnectionThatVanishesInTheMiddleOfAMessage() throws Exception {
        try (RawNode node = RawNode.connect(panel.port())) {
            node.sendFrame(0x01, new byte[5_000]);
            await().until(() -> Inside.pendingCharacters(filter) == 5_000);
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

    private static int waitingThreads() {
        return (int) Thread.getAllStackTraces().values().stream()
                .filter(stack -> java.util.Arrays.stream(stack)
                        .anyMatch(frame -> frame.getMethodName().equals("waitForRoom")))
                .count();
    }
}
