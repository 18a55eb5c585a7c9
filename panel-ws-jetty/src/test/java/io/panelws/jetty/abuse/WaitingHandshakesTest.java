package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More handshakes at once than are judged at a time: with ten threads, two. */
class WaitingHandshakesTest extends SmallPanel {

    private static final int JUDGED = 2;

    private final Semaphore judging = new Semaphore(0);
    private final List<Socket> sockets = new ArrayList<>();

    private void start(int maxConnections) {
        panel.options(o -> o.maxConnections(maxConnections).nodeAuthenticator(request -> {
                    judging.release();
                    gate.join();
                    return Optional.empty();
                }))
                .start();
    }

    @AfterEach
    void closeSockets() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private Socket handshake() throws IOException {
        Socket socket = new Socket("127.0.0.1", panel.port());
        socket.setSoTimeout((int) SOON.toMillis());
        sockets.add(socket);
        socket.getOutputStream()
                .write(("GET /any?node_id=" + sockets.size()
                                + "&node_type=vless&token=secret HTTP/1.1\r\nHost: panel\r\n"
                                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void judgeTwo() throws Exception {
        handshake();
        handshake();
        judging.acquire(JUDGED);
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("it ended after " + head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    @Test
    void waitWithoutAThreadAndAreAllLetIn() throws Exception {
        start(1000);
        judgeTwo();
        for (int i = 0; i < 100; i++) {
            handshake();
        }
        assertHttpIsServed();
        assertThat(panel.connections()).isZero();
        gate.complete(null);

        for (Socket socket : sockets) {
            assertThat(head(socket)).startsWith("HTTP/1.1 101 ");
        }
        awaitConnections(102);
    }

    @Test
    void areRefusedWhenTheyHaveWaitedForTooLong() throws Exception {
        start(1000);
        judgeTwo();
        Socket late = handshake();

        assertThat(head(late)).startsWith("HTTP/1.1 503 ").contains("Retry-After: ");
        gate.complete(null);
        awaitConnections(JUDGED);
    }

    @Test
    void areRefusedAtOnceWhereTooManyWait() throws Exception {
        start(10);
        judgeTwo();
        long begun = System.nanoTime();
        for (int i = 0; i < 15; i++) {
            handshake();
        }
        await().until(() -> answered() >= 5);
        int refused = answered();
        // Else some of them have waited for too long meanwhile.
        assumeThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));

        assertThat(refused).isEqualTo(5);
    }

    private int answered() throws IOException {
        int answered = 0;
        for (Socket socket : sockets) {
            answered += socket.getInputStream().available() > 0 ? 1 : 0;
        }
        return answered;
    }

    @Test
    void passTheirTurnOnWhenTheNodeHasGone() throws Exception {
        start(1000);
        judgeTwo();
        for (int i = 0; i < 10; i++) {
            Socket gone = handshake();
            gone.setSoLinger(true, 0);
            gone.close();
        }
        Socket last = handshake();
        gate.complete(null);

        assertThat(head(last)).startsWith("HTTP/1.1 101 ");
        awaitConnections(JUDGED + 1);
        assertThat(head(handshake())).startsWith("HTTP/1.1 101 ");
        awaitConnections(JUDGED + 2);
    }
}
