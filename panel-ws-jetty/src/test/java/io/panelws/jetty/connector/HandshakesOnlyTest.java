package io.panelws.jetty.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakesOnlyTest {

    private static final String HANDSHAKE =
            """
            GET /api?token=T HTTP/1.1
            Host: panel
            Upgrade: websocket
            Connection: keep-alive, Upgrade
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Sec-WebSocket-Version: 13

            """;

    private final Server server = new Server();
    private ServerConnector all;
    private ServerConnector only;

    @BeforeEach
    void start() throws Exception {
        all = connector(false);
        only = connector(true);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.setStatus(299);
                callback.succeeded();
                return true;
            }
        });
        server.insertHandler(new HandshakesOnly());
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void letsHandshakesThrough() throws Exception {
        assertThat(ask(only, HANDSHAKE)).startsWith("HTTP/1.1 299");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /api", "Upgrade: websocket", "Sec-WebSocket-Key", "Sec-WebSocket-Version"})
    void refusesWhatLacksAPartOfAHandshake(String part) throws Exception {
        String request = HANDSHAKE.replace(part, part.startsWith("GET") ? "POST /api" : "X-Other: x");
        String answer = ask(only, request);
        assertThat(answer)
                .startsWith("HTTP/1.1 426")
                .containsIgnoringCase("\r\nUpgrade: websocket\r\n")
                .containsPattern("(?i)\r\nConnection: [^\r]*upgrade")
                .endsWith("\r\n\r\nThis port takes WebSocket handshakes alone (panel-ws.websocketOnly).\n");
        assertThat(ask(all, request)).startsWith("HTTP/1.1 299");
    }

    @Test
    void readsNoBodyOfARefusedRequest() throws Exception {
        assertThat(ask(only, "POST / HTTP/1.1\nHost: panel\nContent-Length: 100000000\n\n"))
                .startsWith("HTTP/1.1 426");
    }

    private ServerConnector connector(boolean handshakesOnly) {
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new HandshakesOnly.Http(new HttpConfiguration(), handshakesOnly));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        return connector;
    }

    /** Everything that comes until the server closes, or an answer without a body. */
    private static String ask(ServerConnector connector, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", connector.getLocalPort())) {
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
