package io.panelws.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.panelws.testkit.wire.Frame;
import io.panelws.testkit.wire.HttpHead;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a panel receives of a request that arrives late, byte for byte: both sides are bare sockets. */
class LateFaultTest {

    private static final byte[] REQUEST = Frame.of(
                    Frame.TEXT, true, "{\"method\":\"POST\",\"path\":\"/push\"}".getBytes(StandardCharsets.UTF_8))
            .masked()
            .bytes();

    private final Fault late = new Fault(When.ON_REQUEST, new What.Late(Duration.ofMillis(20)));
    private ServerSocket server;
    private FaultProxy proxy;
    private Socket node;
    private Socket panel;

    @BeforeEach
    void sendARequestThatIsHeldBack() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        proxy = FaultProxy.start(urlOf(server.getLocalPort()), FaultPlan.script(late));
        node = new Socket(InetAddress.getLoopbackAddress(), proxy.wsUrl().getPort());
        write(node, "GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        panel = server.accept();
        HttpHead.read(panel.getInputStream());
        write(panel, "HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        HttpHead.read(node.getInputStream());
        write(node, REQUEST);
    }

    @AfterEach
    void close() throws IOException {
        node.close();
        panel.close();
        proxy.close();
        server.close();
    }

    @Test
    void deliversARequestWithItsEndWhenTheNodeHasGone() throws IOException {
        InputStream fromProxy = panel.getInputStream();
        panel.setSoTimeout(100);
        assertThatThrownBy(fromProxy::read).isInstanceOf(SocketTimeoutException.class);
        panel.setSoTimeout(0);
        node.close();
        assertThat(fromProxy.readAllBytes()).isEqualTo(REQUEST);
        assertThat(proxy.counts()).isEqualTo(Map.of("on-request late", 1L));
    }

    @Test
    void deliversNothingWhenConnectionsGoToAnotherPanelByThen() throws IOException {
        proxy.retarget(urlOf(1));
        node.close();
        assertThat(panel.getInputStream().readAllBytes()).isEmpty();
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    private static URI urlOf(int port) {
        return URI.create("ws://127.0.0.1:" + port);
    }
}
