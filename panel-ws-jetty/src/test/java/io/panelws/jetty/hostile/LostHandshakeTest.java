package io.panelws.jetty.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Handshakes whose sender does not wait for the 101. */
class LostHandshakeTest {

    private static String handshake(String query) {
        return "GET /any?" + query
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
    }

    @Test
    void holdNoPlace() throws Exception {
        int lost = 20;
        Semaphore arrived = new Semaphore(0);
        CountDownLatch gone = new CountDownLatch(1);
        try (TestPanel panel = new TestPanel()
                .options(o -> o.maxConnections(lost + 1).nodeAuthenticator(request -> {
                    arrived.release();
                    gone.await();
                    return Optional.empty();
                }))
                .servlet("/x", Servlets.echo())
                .start()) {
            for (int i = 0; i < lost; i++) {
                Socket socket = new Socket("127.0.0.1", panel.port());
                socket.getOutputStream().write(handshake("node_id=1").getBytes(StandardCharsets.US_ASCII));
                arrived.acquire();
                socket.setSoLinger(true, 0);
                socket.close();
            }
            gone.countDown();
            await().untilAsserted(() -> assertThat(panel.connections()).isZero());
            try (RawNode node = RawNode.connect(panel.port())) {
                node.sendText("{\"method\":\"GET\",\"path\":\"/x\"}");
                assertThat(node.readMessage()).contains("\"status\":200");
            }
        }
    }

    @Test
    void takeNoPlaceFromTheNodeWhoseNameTheyUse() throws Exception {
        Semaphore arrived = new Semaphore(0);
        CountDownLatch decided = new CountDownLatch(1);
        try (TestPanel panel = new TestPanel()
                .options(o -> o.maxConnectionsPerNode(1).nodeAuthenticator(request -> {
                    if ("secret".equals(request.getParameter("token"))) {
                        return Optional.empty();
                    }
                    arrived.release();
                    decided.await();
                    return Optional.of(new io.panelws.jetty.NodeAuthenticator.Refusal(403, "no"));
                }))
                .servlet("/x", Servlets.echo())
                .start()) {
            try (Socket stranger = new Socket("127.0.0.1", panel.port())) {
                stranger.getOutputStream()
                        .write(handshake("node_id=1&node_type=vless&token=guess")
                                .getBytes(StandardCharsets.US_ASCII));
                arrived.acquire();
                assertThat(panel.connections()).isZero();
                RawNode.connect(panel.port()).close();
                decided.countDown();
            }
        }
    }
}
