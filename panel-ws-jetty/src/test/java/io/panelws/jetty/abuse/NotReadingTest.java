package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.PanelWs;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A peer that does not take what it is sent is gone within the write timeout, whatever the connection is about to do. */
class NotReadingTest extends SmallPanel {

    private static final Duration WRITE_TIMEOUT = Duration.ofMillis(1500);

    /** A second more than the write timeout, and what a busy machine takes. */
    private static final Duration GONE = WRITE_TIMEOUT.plusSeconds(4);

    private static final byte[] NORMAL = {0x03, (byte) 0xE8};

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger greeted = new AtomicInteger();

    @BeforeEach
    void start() {
        panel.connector().setAcceptedSendBufferSize(4096);
        panel.connector().setAcceptedReceiveBufferSize(16_384);
        panel.servlet("/hello", Servlets.of((request, response) -> greeted.incrementAndGet()));
        panel.servlet("/large", Servlets.of((request, response) -> {
            begun.incrementAndGet();
            response.getOutputStream().write(new byte[1 << 20]);
        }));
    }

    private void start(Duration idleTimeout) {
        panel.options(o -> o.writeTimeout(WRITE_TIMEOUT).idleTimeout(idleTimeout))
                .start();
    }

    /** A peer that is served before it does harm. */
    private DeafPeer peer() throws Exception {
        DeafPeer peer = DeafPeer.connect(panel.port(), NODE);
        peer.sendText(Message.get("/hello"));
        await().until(() -> greeted.get() == 1);
        return peer;
    }

    private void closeAll() {
        PanelWs.in(panel.servletContext()).close(node -> true);
    }

    private void assertIsGone() {
        await().atMost(GONE).untilAsserted(() -> {
            assertThat(panel.connections()).as("connections counted").isZero();
            assertThat(panel.connector().getConnectedEndPoints())
                    .as("sockets that are open")
                    .isEmpty();
        });
    }

    private void assertIsGone(DeafPeer peer) throws Exception {
        assertIsGone();
        assertThat(peer.isEnded(SOON)).isTrue();
    }

    @Test
    void isGoneWhenItFloodsWithPingsAndIsExpelled() throws Exception {
        start(Duration.ofMinutes(10));
        try (DeafPeer peer = peer()) {
            peer.floodWithPings();
            closeAll();
            assertIsGone(peer);
        }
    }

    @Test
    void isGoneWhenItFloodsWithPings() throws Exception {
        start(Duration.ofMinutes(10));
        try (DeafPeer peer = peer()) {
            peer.floodWithPings();
            assertIsGone(peer);
        }
    }

    @Test
    void isGoneWhenItFloodsWithPingsAndIsIdle() throws Exception {
        start(Duration.ofMillis(300));
        try (DeafPeer peer = peer()) {
            peer.floodWithPings();
            assertIsGone(peer);
        }
    }

    @Test
    void isGoneWhenItAsksForALargeAnswer() throws Exception {
        start(Duration.ofMinutes(10));
        try (DeafPeer peer = peer()) {
            peer.sendText(Message.get("/large"));
            await().until(() -> begun.get() == 1);
            assertIsGone(peer);
        }
        assertHttpIsServed();
    }

    @Test
    void isGoneWhenItAsksForALargeAnswerAndIsExpelled() throws Exception {
        start(Duration.ofMinutes(10));
        try (DeafPeer peer = peer()) {
            peer.sendText(Message.get("/large"));
            await().until(() -> begun.get() == 1);
            closeAll();
            assertIsGone(peer);
        }
    }

    @Test
    void isGoneWhenItAsksForALargeAnswerAndCloses() throws Exception {
        start(Duration.ofMinutes(10));
        try (DeafPeer peer = peer()) {
            peer.sendText(Message.get("/large"));
            await().until(() -> begun.get() == 1);
            peer.send(8, NORMAL);
            assertIsGone(peer);
        }
    }

    @Test
    void isGoneWhenItClosesAndKeepsItsSocket() throws Exception {
        start(Duration.ofMinutes(10));
        try (DeafPeer peer = peer()) {
            peer.send(8, NORMAL);
            assertIsGone(peer);
        }
    }

    @Test
    void isGoneWhenItIsIdleAndDoesNotReadTheClose() throws Exception {
        start(Duration.ofMillis(300));
        try (DeafPeer peer = peer()) {
            assertIsGone(peer);
        }
    }

    @Test
    void isGoneWhenItReadsButNeverAnswersTheClose() throws Exception {
        start(Duration.ofMinutes(10));
        try (RawNode peer = node()) {
            closeAll();
            assertThat(peer.readCloseCode()).isEqualTo(1008);
            assertIsGone();
        }
    }
}
