package io.panelws.jetty.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.Disconnection;
import io.panelws.jetty.Inside;
import io.panelws.jetty.Node;
import io.panelws.jetty.PanelWsListener;
import io.panelws.jetty.RefusedHandshake;
import io.panelws.jetty.RepeatedPost;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A listener of the panel's hears of its nodes, and does nothing to them whatever it does itself. */
class ListenerTest extends AskingPanel {

    private static final String POST = "{\"method\":\"POST\",\"path\":\"/push?x=y\",\"body\":\"eyIxIjpbMSwyXX0=\"}";

    private final CompletableFuture<Void> gate = new CompletableFuture<>();

    /** Writes down everything. */
    private static class Recorder implements PanelWsListener {

        final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

        @Override
        public void connected(Node node) {
            events.add("connected " + node.type() + node.id());
        }

        @Override
        public void disconnected(Node node, Disconnection how) {
            events.add("disconnected " + node.type() + node.id() + " " + how.code() + " " + how.by() + " "
                    + node.facts().requests());
        }

        @Override
        public void refused(RefusedHandshake handshake) {
            events.add(handshake);
        }

        @Override
        public void repeated(RepeatedPost post) {
            events.add(post);
        }

        Object next() throws InterruptedException {
            return events.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void hearsOfConnectionsAndOfTheirEnds() throws Exception {
        Recorder recorder = new Recorder();
        panel.start();
        panelWs().addListener(recorder);
        try (AskedNode node = AskedNode.connected(panel, 7)) {
            node.get();
            node.raw().sendFrame(0x88, new byte[] {3, (byte) 0xE9});
            assertThat(recorder.next()).isEqualTo("connected vless7");
            assertThat(recorder.next()).isEqualTo("disconnected vless7 1001 NODE 1");
        }
        AskedNode lost = AskedNode.connected(panel, 8);
        assertThat(recorder.next()).isEqualTo("connected vless8");
        lost.close();
        assertThat(recorder.next()).isEqualTo("disconnected vless8 1006 NETWORK 0");
        try (AskedNode node = AskedNode.connected(panel, 9)) {
            assertThat(recorder.next()).isEqualTo("connected vless9");
            assertThat(panelWs().close(any -> true)).isEqualTo(1);
            assertThat(node.raw().readCloseCode()).isEqualTo(1008);
        }
        assertThat(recorder.next()).isEqualTo("disconnected vless9 1008 PANEL 0");
        panelWs().removeListener(recorder);
        AskedNode.connected(panel, 10).close();
        await().until(() -> panel.connections() == 0);
        assertThat(recorder.events).isEmpty();
    }

    @Test
    void hearsOfHandshakesThatAreRefusedAndNeverTheToken() throws Exception {
        Recorder recorder = new Recorder();
        panel.options(o -> o.maxConnectionsPerNode(1)).start();
        panelWs().addListener(recorder);
        String head = "GET /?node_type=a&node_id=1&token=secret HTTP/1.1\r\nHost: panel\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
                + "Origin: http://browser\r\n\r\n";
        try (Socket browser = new Socket("127.0.0.1", panel.port())) {
            browser.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            assertThat(browser.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 403");
        }
        assertThat(recorder.next())
                .isEqualTo(new RefusedHandshake(
                        "a",
                        "1",
                        "127.0.0.1",
                        403,
                        RefusedHandshake.Reason.ORIGIN,
                        "its Origin is not in allowedOrigins"));
        try (AskedNode node = AskedNode.connected(panel, 1)) {
            assertThat(recorder.next()).isEqualTo("connected vless1");
            assertThatIOException()
                    .isThrownBy(() -> AskedNode.connected(panel, 1))
                    .withMessageContaining("503");
            assertThat(node.get().status()).isEqualTo(200);
            assertThat(recorder.next())
                    .asString()
                    .contains("status=503, reason=LIMIT")
                    .doesNotContain("secret");
        }
    }

    @Test
    void hearsOfRepeatedPostsOverBothWays() throws Exception {
        Recorder recorder = new Recorder();
        panel.servlet("/push", Servlets.of((request, response) -> response.getWriter()
                        .print("booked")))
                .start();
        panelWs().addListener(recorder);
        try (AskedNode first = AskedNode.connected(panel, 1);
                AskedNode second = AskedNode.connected(panel, 1)) {
            recorder.next();
            recorder.next();
            first.send(POST);
            first.response();
            second.send(POST);
            assertThat(second.response().status()).isEqualTo(200);
            assertThat(recorder.next()).isEqualTo(new RepeatedPost("vless", "1", "127.0.0.1", "/push", true));
            await().until(() -> panelWs().nodes().get(1).facts().repeated() == 1);
            panel.http("POST /push?node_id=1&node_type=vless&token=secret&x=y HTTP/1.1", "{\"1\":[1,2]}".getBytes());
            assertThat(recorder.next()).isEqualTo(new RepeatedPost("vless", "1", "127.0.0.1", "/push", false));
        }
    }

    @Test
    void whatItThrowsIsNobodysTrouble() throws Exception {
        Recorder recorder = new Recorder();
        panel.start();
        panelWs().addListener(new PanelWsListener() {
            @Override
            public void connected(Node node) {
                throw new AssertionError("a listener's own trouble");
            }

            @Override
            public void disconnected(Node node, Disconnection how) {
                recorder.disconnected(node, how);
            }
        });
        try (AskedNode node = AskedNode.askable(panel, 3)) {
            assertThat(node.get().status()).isEqualTo(200);
        }
        assertThat(recorder.next()).isEqualTo("disconnected vless3 1006 NETWORK 2");
    }

    /** Its own events wait, up to a limit; nodes come, are served and go, other listeners hear, the panel stops. */
    @Test
    void oneThatBlocksForEverHoldsUpNobodyElse() throws Exception {
        Recorder recorder = new Recorder();
        AtomicInteger heard = new AtomicInteger();
        List<Boolean> interrupted = new CopyOnWriteArrayList<>();
        PanelWsListener blocks = new PanelWsListener() {
            @Override
            public void refused(RefusedHandshake handshake) {
                heard.incrementAndGet();
                try {
                    gate.get();
                } catch (Exception e) {
                    interrupted.add(e instanceof InterruptedException);
                }
            }

            @Override
            public void disconnected(Node node, Disconnection how) {
                heard.incrementAndGet();
            }
        };
        panel.start();
        panelWs().addListener(blocks);
        panelWs().addListener(recorder);
        int strangers = PanelWsListener.MAX_EVENTS / 2 + 50;
        for (int i = 0; i < strangers; i++) {
            Inside.refused(
                    panelWs(),
                    new RefusedHandshake("x", "1", "127.0.0.1", 403, RefusedHandshake.Reason.AUTHENTICATION, "no"));
        }
        assertThat(Inside.eventsLeftOut(panelWs())).isBetween(48L, 50L);
        for (int i = 0; i < strangers; i++) {
            recorder.next();
        }
        try (AskedNode node = AskedNode.askable(panel, 4)) {
            assertThat(recorder.next()).isEqualTo("connected vless4");
            assertThat(node.get().status()).isEqualTo(200);
        }
        assertThat(recorder.next()).isEqualTo("disconnected vless4 1006 NETWORK 2");
        assertThat(heard).hasValue(1);
        panel.close();
        await().atMost(SOON).until(() -> !interrupted.isEmpty());
        assertThat(interrupted.get(0)).isTrue();
        gate.complete(null);
    }

    @Test
    void itsThreadsAreGoneWhenThereIsNothingToTell() throws Exception {
        Recorder recorder = new Recorder();
        panel.start();
        panelWs().addListener(recorder);
        try (RawNode node = RawNode.connect(panel.port())) {
            recorder.next();
            assertThat(node).isNotNull();
        }
        recorder.next();
        await().atMost(SOON).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("panel-ws-to-panel")));
    }
}
