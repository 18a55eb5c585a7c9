package io.panelws.testkit.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsRequest;
import io.panelws.testkit.node.NodeOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a panel does to a kept connection, by hand. */
class HttpLinkTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
    private static final WsRequest REQUEST = new WsRequest("GET", "/a", Map.of(), new byte[0]);

    @Test
    void keepsItsConnection() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HttpLink link = new HttpLink(options(server))) {
            CompletableFuture<Void> panel = CompletableFuture.runAsync(() -> serve(server, OK + "1.", OK + "2."));
            assertThat(link.exchange(REQUEST).text()).isEqualTo("1.");
            assertThat(link.exchange(REQUEST).text()).isEqualTo("2.");
            panel.get();
        }
    }

    @Test
    void dialsAgainWithoutAnErrorWhereThePanelHasClosedTheConnectionDuringARest() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HttpLink link = new HttpLink(options(server), Duration.ZERO)) {
            CompletableFuture<Void> first = CompletableFuture.runAsync(() -> serve(server, OK + "1."));
            assertThat(link.exchange(REQUEST).text()).isEqualTo("1.");
            first.get();
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> serve(server, OK + "2."));
            assertThat(link.exchange(REQUEST).text()).isEqualTo("2.");
            second.get();
        }
    }

    @Test
    void keepsAConnectionThatIsOpenAfterARest() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                HttpLink link = new HttpLink(options(server), Duration.ZERO)) {
            CompletableFuture<Void> panel = CompletableFuture.runAsync(() -> serve(server, OK + "1.", OK + "2."));
            assertThat(link.exchange(REQUEST).text()).isEqualTo("1.");
            assertThat(link.exchange(REQUEST).text()).isEqualTo("2.");
            panel.get();
        }
    }

    /** Answers one request after the other on one connection, and closes it. */
    private static void serve(ServerSocket server, String... answers) {
        try (Socket socket = server.accept()) {
            for (String answer : answers) {
                readHead(socket);
                socket.getOutputStream().write(answer.getBytes(US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
    }

    private static NodeOptions options(ServerSocket server) {
        URI url = URI.create("ws://127.0.0.1:" + server.getLocalPort());
        return NodeOptions.overWebSocket(url, "vless", 1, "T");
    }
}
