package io.panelws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsRequest;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the panel answers over HTTP is what it answers over WebSocket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameOverBothTransportsTest {

    private static final String API = "/api/v1/server/UniProxy/";
    private static final Set<String> OF_THE_CONNECTION = Set.of("date", "server", "connection", "keep-alive");

    private final SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT);
    private NodeClient overWebSocket;
    private NodeClient overHttp;

    @BeforeAll
    void connect() throws IOException {
        NodeOptions options = NodeOptions.overWebSocket(panel.wsUrl(), "vless", 1, "secret");
        overWebSocket = new NodeClient(options);
        overHttp = new NodeClient(
                NodeOptions.overWebSocket(nobody(), "vless", 1, "secret").withApiUrl(panel.httpUrl()));
    }

    @AfterAll
    void close() {
        overWebSocket.close();
        overHttp.close();
        panel.close();
    }

    @ParameterizedTest(name = "{0} {1} answers {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET|config||200",
                "GET|user||200",
                "GET|alivelist||200",
                "POST|push|{\"1\":[1,2]}|200",
                "POST|alive|{\"1\":[\"203.0.113.7\"]}|200",
                "POST|push|{}|200",
                "POST|push||400",
                "POST|push|[]|400",
                "POST|push|{\"1\":[1]}|400",
                "POST|push|{\"1\":[1,-2]}|400",
                "POST|push|{\"1\":[1,2.5]}|400",
                "POST|push|{\"1\":[\"1\",2]}|400",
                "POST|push|{\"x\":[1,2]}|400",
                "POST|push|{\"1\":[1,2],\"1\":[1,2]}|400",
                "POST|push|{\"1\":[1,2]} {}|400",
                "POST|alive|{\"1\":\"203.0.113.7\"}|400",
                "POST|alive|{\"1\":[7]}|400",
                "POST|config||405",
                "GET|push||405",
                "GET|nothing||404",
            })
    void answers(String method, String call, String body, int status) throws Exception {
        WsRequest request = request(method, call, body == null ? "" : body, Map.of());

        Exchange first = overWebSocket.exchange(request);
        Exchange second = overHttp.exchange(request);

        assertThat(first.status()).as(first.text()).isEqualTo(status);
        assertSame(first, second);
    }

    @ParameterizedTest(name = "{0} that matches")
    @CsvSource({"config", "user", "alivelist"})
    void answersAPollThatNothingChanged(String call) throws Exception {
        String etag =
                overHttp.exchange(request("GET", call, "", Map.of())).etag().orElseThrow();
        WsRequest request = request("GET", call, "", Map.of("If-None-Match", List.of("\"other\", " + etag)));

        Exchange first = overWebSocket.exchange(request);

        assertThat(first.status()).isEqualTo(304);
        assertThat(first.etag()).contains(etag);
        assertSame(first, overHttp.exchange(request));
    }

    private static void assertSame(Exchange overWebSocket, Exchange overHttp) {
        assertThat(overWebSocket.transport()).isEqualTo(Transport.WEBSOCKET);
        assertThat(overHttp.transport()).isEqualTo(Transport.HTTP);
        assertThat(overWebSocket.status()).isEqualTo(overHttp.status());
        assertThat(headers(overWebSocket)).isEqualTo(headers(overHttp));
        assertThat(overWebSocket.text()).isEqualTo(overHttp.text());
    }

    private static Map<String, List<String>> headers(Exchange exchange) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(exchange.response().headers());
        headers.keySet().removeIf(name -> OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)));
        return headers;
    }

    private static WsRequest request(String method, String call, String body, Map<String, List<String>> more) {
        Map<String, List<String>> headers = new TreeMap<>(more);
        headers.put("Accept", List.of("application/json"));
        headers.put("Content-Type", List.of("application/json"));
        return new WsRequest(method, API + call, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** An address at which nobody listens: a node that dials it goes over HTTP. */
    private static URI nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return URI.create("ws://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
