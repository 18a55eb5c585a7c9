package io.panelws.jetty.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.PanelWs;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A peer that does not care for our close frame does not stay, and is not served any more. */
class ClosingTest {

    private static final String POST = "{\"method\":\"POST\",\"path\":\"/push\"}";

    private final AtomicInteger executed = new AtomicInteger();
    private TestPanel panel;

    private RawNode start(Consumer<PanelWsOptions.Builder> options) throws Exception {
        panel = new TestPanel()
                .options(options)
                .servlet("/push", Servlets.of((request, response) -> executed.incrementAndGet()))
                .start();
        return RawNode.connect(panel.port());
    }

    @AfterEach
    void stop() {
        panel.close();
    }

    private void assertNothingIsExecuted(RawNode stranger) throws Exception {
        await().until(() -> panel.connections() == 0);
        assertThat(executed).hasValue(0);
    }

    @Test
    void isCutWhenItIgnoresThatItHasBeenIdleForTooLong() throws Exception {
        try (RawNode stranger =
                start(o -> o.idleTimeout(Duration.ofMillis(100)).writeTimeout(Duration.ofMillis(200)))) {
            assertThat(stranger.readCloseCode()).isEqualTo(1001);
            await().until(() -> panel.connections() == 0);
        }
    }

    @Test
    void getsNothingExecutedWhenItHasBeenIdleForTooLong() throws Exception {
        try (RawNode stranger = start(o -> o.idleTimeout(Duration.ofMillis(100)).writeTimeout(Duration.ofSeconds(1)))) {
            assertThat(stranger.readCloseCode()).isEqualTo(1001);
            stranger.sendText(POST);
            assertNothingIsExecuted(stranger);
        }
    }

    @Test
    void isCutWhenThePanelCutsTheNodeOff() throws Exception {
        try (RawNode stranger = start(o -> o.writeTimeout(Duration.ofMillis(200)))) {
            PanelWs.in(panel.servletContext()).close(node -> true);
            assertThat(stranger.readCloseCode()).isEqualTo(1008);
            stranger.sendText(POST);
            assertNothingIsExecuted(stranger);
        }
    }

    @Test
    void getsNothingExecutedBehindABinaryMessage() throws Exception {
        try (RawNode stranger = start(o -> o.writeTimeout(Duration.ofMillis(200)))) {
            stranger.sendFrame(0x82, new byte[1]);
            assertThat(stranger.readCloseCode()).isEqualTo(1003);
            stranger.sendText(POST);
            assertNothingIsExecuted(stranger);
        }
    }

    @Test
    void cannotPassTheEndOfATooLargeMessageForAMessage() throws Exception {
        try (RawNode stranger = start(o -> o.maxMessageBytes(100).writeTimeout(Duration.ofMillis(200)))) {
            stranger.sendFrame(0x01, new byte[101]);
            assertThat(stranger.readCloseCode()).isEqualTo(1009);
            stranger.sendFrame(0x80, POST.getBytes(StandardCharsets.UTF_8));
            assertNothingIsExecuted(stranger);
        }
    }

    @Test
    void isClosedWhenItIsIdleAlthoughItsMessageTrickles() throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (RawNode stranger = start(o -> o.idleTimeout(Duration.ofMillis(300)))) {
            stranger.sendFrame(0x01, new byte[] {' '});
            timer.scheduleAtFixedRate(() -> trickle(stranger), 0, 10, TimeUnit.MILLISECONDS);
            assertThat(stranger.readCloseCode()).isEqualTo(1001);
        } finally {
            timer.shutdownNow();
        }
    }

    private static void trickle(RawNode stranger) {
        try {
            stranger.sendFrame(0x00, new byte[] {' '});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
