package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A panel with ten threads, one of which accepts and one of which selects. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class SmallPanel {

    static final String NODE = "node_id=1&node_type=vless&token=secret";
    static final int PING = 9;
    static final int PONG = 10;

    /** What a request may take that is served at all, on a busy machine. */
    static final Duration SOON = Duration.ofSeconds(10);

    final QueuedThreadPool pool = new QueuedThreadPool(10);
    final CompletableFuture<Void> gate = new CompletableFuture<>();
    final TestPanel panel = new TestPanel(pool)
            .servlet("/small", Servlets.of((request, response) -> response.getWriter()
                    .print("small")));

    @AfterEach
    void stop() {
        gate.complete(null);
        panel.close();
    }

    RawNode node() throws IOException {
        return RawNode.connect(panel.port(), NODE);
    }

    RawNode node(int id) throws IOException {
        return RawNode.connect(panel.port(), "node_id=" + id + "&node_type=vless&token=secret");
    }

    /** Plain HTTP, and an answer soon or a failure that says so. */
    String http(String method, String target, String body) throws IOException {
        return http(panel.port(), method, target, body);
    }

    static String http(int port, String method, String target, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream()
                    .write((method + " " + target + " HTTP/1.1\r\nHost: panel\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                    + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            throw new AssertionError(method + " " + target + " over plain HTTP is not answered", e);
        }
    }

    void assertHttpIsServed() throws IOException {
        assertThat(http("GET", "/small", "")).startsWith("HTTP/1.1 200 ").endsWith("small");
    }

    void awaitConnections(int count) {
        await().atMost(SOON).untilAsserted(() -> assertThat(panel.connections())
                .as("connections counted")
                .isEqualTo(count));
    }

    /** The next text message; a failure where none comes soon. */
    static String answer(RawNode node) throws IOException {
        try {
            return node.readMessage();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("a message is not answered", e);
        }
    }
}
