package io.panelws.testkit.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsRequest;
import io.panelws.testkit.node.NodeOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpRequestTextTest {

    private final HttpRequestText text =
            new HttpRequestText(NodeOptions.overWebSocket(URI.create("ws://panel:81/ws"), "v less", 7, "a&b")
                    .withApiUrl(URI.create("http://panel:80/app/")));

    @Test
    void writesARequestWithTheNodesQuery() {
        WsRequest request = new WsRequest("GET", "/config", Map.of("If-None-Match", List.of("\"1\"")), new byte[0]);
        assertThat(text.of(request))
                .asString(UTF_8)
                .isEqualToNormalizingNewlines(
                        """
                GET /app/config?node_id=7&node_type=v+less&token=a%26b HTTP/1.1
                Host: panel:80
                User-Agent: Go-http-client/1.1
                If-None-Match: "1"

                """);
    }

    @Test
    void writesTheBodyBehindItsLength() {
        WsRequest request = new WsRequest("POST", "/push", Map.of(), "{}".getBytes(UTF_8));
        assertThat(text.of(request)).asString(UTF_8).endsWith("\r\nContent-Length: 2\r\n\r\n{}");
    }
}
