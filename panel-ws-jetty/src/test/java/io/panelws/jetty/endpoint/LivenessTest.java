package io.panelws.jetty.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import io.panelws.jetty.testing.WsClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LivenessTest {

    @Test
    void closesAnIdleConnection() {
        try (TestPanel panel = new TestPanel()
                .options(o -> o.idleTimeout(Duration.ofMillis(300)))
                .servlet("/*", Servlets.echo())
                .start()) {
            WsClient node = panel.connect();
            assertThat(node.get("/x").status()).isEqualTo(200);
            assertThat(node.closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void closesAConnectionWhoseMessageNeverEnds() throws Exception {
        try (TestPanel panel = new TestPanel()
                        .options(o -> o.requestTimeout(Duration.ofMillis(200)).keepAlive(Duration.ofMillis(50)))
                        .servlet("/*", Servlets.echo())
                        .start();
                RawNode node = RawNode.connect(panel.port())) {
            node.sendFragment(1, false, "{\"method\":");
            RawNode.Frame frame = node.readFrame();
            while (frame.opcode() == 9) {
                node.sendFragment(0, false, " ");
                frame = node.readFrame();
            }
            assertThat(frame.opcode()).isEqualTo(8);
            assertThat(frame.payload()).startsWith(1001 >> 8, 1001 & 0xFF);
        }
    }

    @Test
    void doesNotCallAConnectionIdleWhileAServletWorks() throws Exception {
        CompletableFuture<Void> release = new CompletableFuture<>();
        try (TestPanel panel = new TestPanel()
                .options(o -> o.idleTimeout(Duration.ofSeconds(1)))
                .servlet("/*", Servlets.of((request, response) -> release.join()))
                .start()) {
            WsClient node = panel.connect();
            node.send("{\"method\":\"GET\",\"path\":\"/x\"}");
            WsClient idle = panel.connect();
            assertThat(idle.closeCode()).isEqualTo(1001);
            release.complete(null);
            assertThat(node.response().status()).isEqualTo(200);
        }
    }

    @Test
    void sendsPingsAndDoesNotMissPongs() throws Exception {
        try (TestPanel panel = new TestPanel()
                        .options(o -> o.keepAlive(Duration.ofMillis(50)))
                        .servlet("/*", Servlets.echo())
                        .start();
                RawNode node = RawNode.connect(panel.port())) {
            for (int i = 0; i < 5; i++) {
                assertThat(node.readFrame().opcode()).isEqualTo(9);
            }
            node.sendText("{\"method\":\"GET\",\"path\":\"/x\"}");
            assertThat(node.readMessage()).contains("\"status\":200");
        }
    }

    @Test
    void cutsANodeThatStopsReadingAndServesTheOthers() throws Exception {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        try (TestPanel panel = new TestPanel()
                        .options(o -> o.writeTimeout(Duration.ofMillis(500)))
                        .servlet("/x", Servlets.echo())
                        .servlet("/endless", Servlets.of((request, response) -> {
                            try {
                                while (true) {
                                    response.getOutputStream().write(new byte[100_000]);
                                }
                            } catch (IOException e) {
                                outcome.complete(e);
                                throw e;
                            }
                        }))
                        .start();
                RawNode node = RawNode.connect(panel.port())) {
            node.sendText("{\"method\":\"GET\",\"path\":\"/endless\"}");
            assertThat(panel.connect().get("/x").status()).isEqualTo(200);
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
            await().untilAsserted(() -> assertThat(
                            io.panelws.jetty.PanelWs.in(panel.servletContext()).nodes())
                    .hasSize(1));
        }
    }

    @Test
    void sendsALargeAnswerInFragments() throws Exception {
        try (TestPanel panel = new TestPanel()
                        .servlet("/*", Servlets.of((request, response) -> response.getOutputStream()
                                .write(new byte[1_000_000])))
                        .start();
                RawNode node = RawNode.connect(panel.port())) {
            node.sendText("{\"method\":\"GET\",\"path\":\"/x\"}");
            RawNode.Frame first = node.readFrame();
            assertThat(first.last()).isFalse();
            assertThat(first.payload().length).isLessThan(2_000_000 / 3);
        }
    }
}
