package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connector that shuts down, as Spring Boot lets it, and a server that stops: what runs is answered first. */
class ShutdownTest extends SmallPanel {

    private final AtomicInteger begun = new AtomicInteger();

    @BeforeEach
    void start() {
        panel.servlet("/slow", Servlets.of((request, response) -> {
                    begun.incrementAndGet();
                    gate.join();
                }))
                .start();
        panel.server().setStopTimeout(20_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void ofAConnectorLetsWhatRunsBeAnsweredAndClosesThen(int id) throws Exception {
        CompletableFuture<Void> shutdown;
        try (RawNode node = node()) {
            node.sendText(Message.get(id, "/slow"));
            await().until(() -> begun.get() == 1);
            shutdown = panel.connector().shutdown();
            // More than the second that Jetty gives to connections which are idle.
            assertThat(node.isEnded(Duration.ofMillis(2500)))
                    .as("the connection is cut while its request runs")
                    .isFalse();
            gate.complete(null);
            assertThat(answer(node)).contains("\"status\":200");
            assertThat(node.readCloseCode()).isEqualTo(1001);
        }
        assertThat(shutdown).succeedsWithin(SOON);
    }

    @Test
    void ofAConnectorClosesWhatIsIdle() throws Exception {
        CompletableFuture<Void> shutdown;
        try (RawNode node = node()) {
            node.sendText(Message.get("/small"));
            answer(node);
            shutdown = panel.connector().shutdown();
            assertThat(node.readCloseCode()).isEqualTo(1001);
        }
        assertThat(shutdown).succeedsWithin(SOON);
        awaitConnections(0);
    }

    @Test
    void ofTheServerLetsAllThatRunsBeAnsweredAndClosesThen() throws Exception {
        CompletableFuture<Void> stopped;
        try (RawNode node = node()) {
            for (int id = 1; id <= 3; id++) {
                node.sendText(Message.get(id, "/slow"));
            }
            await().until(() -> begun.get() == 3);
            stopped = CompletableFuture.runAsync(panel::close);
            await().until(() -> panel.server().isStopping());
            gate.complete(null);
            for (int id = 1; id <= 3; id++) {
                assertThat(answer(node)).contains("\"status\":200");
            }
            assertThat(node.readCloseCode()).isEqualTo(1001);
        }
        assertThat(stopped).succeedsWithin(SOON);
    }
}
