package io.panelws.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoppingTest {

    private static final String REQUEST = "{\"method\":\"GET\",\"path\":\"/x\"}";

    private final CompletableFuture<Void> release = new CompletableFuture<>();
    private final AtomicInteger begun = new AtomicInteger();

    private TestPanel panel(long stopTimeout) {
        TestPanel panel = new TestPanel()
                .servlet("/x", Servlets.of((request, response) -> {
                    begun.incrementAndGet();
                    release.join();
                    response.getWriter().print("done");
                }))
                .start();
        panel.server().setStopTimeout(stopTimeout);
        return panel;
    }

    @Test
    void answersWhatRunsThenClosesAndRefusesNewcomersMeanwhile() throws Exception {
        TestPanel panel = panel(30_000);
        try (RawNode node = RawNode.connect(panel.port())) {
            node.sendText(REQUEST);
            await().until(() -> begun.get() == 1);
            // Behind the one that runs: it is not begun any more, and the node will ask another panel.
            node.sendText(REQUEST);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(panel::close);
            await().untilAsserted(() -> assertThatThrownBy(
                            () -> RawNode.connect(panel.port()).close())
                    .hasMessageContaining(" 503 "));
            assertThat(stopped).isNotDone();
            release.complete(null);
            assertThat(node.readMessage()).contains("\"status\":200");
            RawNode.Frame close = node.readFrame();
            assertThat(close.opcode()).isEqualTo(8);
            assertThat(close.payload()).startsWith(1001 >> 8, 1001 & 0xFF);
            stopped.join();
            assertThat(begun).hasValue(1);
        }
    }

    @Test
    void waitsNoLongerThanTheStopTimeout() throws Exception {
        TestPanel panel = panel(100);
        try (RawNode node = RawNode.connect(panel.port())) {
            node.sendText(REQUEST);
            await().until(() -> begun.get() == 1);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> {
                try {
                    panel.close();
                } catch (RuntimeException e) {
                    // The server says that a thread of it is still at work.
                }
            });
            assertThat(node.readFrame().opcode()).isEqualTo(8);
            release.complete(null);
            stopped.join();
        }
    }
}
