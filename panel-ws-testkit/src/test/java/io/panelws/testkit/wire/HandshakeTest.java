package io.panelws.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.panelws.api.WsRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455, 4.1 and 4.2.2, and what P-4 says of headers. */
class HandshakeTest {

    private static final URI URL = URI.create("ws://my_panel:81/ws/a?node_id=1&token=T");

    @Test
    void isWrittenAsANodeDoes() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Accept", List.of("application/json", "text/plain"));
        headers.put("If-None-Match", List.of(""));
        headers.put("Größe", List.of());
        for (String own : List.of("Host", "connection", "Content-Length", "Sec-WebSocket-Protocol", "UPGRADE")) {
            headers.put(own, List.of("mine"));
        }
        WsRequest first = new WsRequest("POST", "/a", headers, new byte[0]);
        Handshake handshake = new Handshake(URL, "dGhlIHNhbXBsZSBub25jZQ==", Map.of());
        assertThat(handshake.head(first).bytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("GET /ws/a?node_id=1&token=T HTTP/1.1\r\nHost: my_panel:81\r\n"
                        + "User-Agent: Go-http-client/1.1\r\nConnection: Upgrade\r\n"
                        + "Accept: application/json\r\nAccept: text/plain\r\nIf-None-Match: \r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        + "Upgrade: websocket\r\n\r\n");
    }

    @Test
    void hasAKeyOfItsOwn() {
        assertThat(Handshake.to(URL).key())
                .hasSize(24)
                .isNotEqualTo(Handshake.to(URL).key());
    }

    @Test
    void isProvenByTheAnswerToItsKeyAlone() throws IOException {
        Handshake handshake = new Handshake(URL, "dGhlIHNhbXBsZSBub25jZQ==", Map.of());
        assertThat(handshake.isProvenBy(head("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")))
                .isTrue();
        assertThat(handshake.isProvenBy(head("Sec-WebSocket-Accept: S3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")))
                .isFalse();
        assertThat(handshake.isProvenBy(head(""))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: 1", "a\nb", "a\rb", "a\0", "\r\n\r\nGET / HTTP/1.1", "a\u007fb"})
    void refusesAFieldThatHoldsALineEnd(String text) {
        WsRequest inValue = new WsRequest("GET", "/a", Map.of("X", List.of(text)), new byte[0]);
        WsRequest inName = new WsRequest("GET", "/a", Map.of(text, List.of("x")), new byte[0]);
        for (WsRequest first : List.of(inValue, inName)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Handshake.to(URL).head(first))
                    .withMessageNotContaining("X: 1");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Handshake.to(URL).with("Cookie", text).head());
        assertThatIllegalArgumentException().isThrownBy(() -> new RequestHead(text, URL));
    }

    @ParameterizedTest
    @CsvSource({"''", "' X'", "X:", "'X y'"})
    void refusesANameThatIsNone(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestHead("GET", URL).with(name, "x"))
                .withMessage("a header's name holds a space, a colon or nothing");
    }

    @ParameterizedTest
    @CsvSource({"''", "GE T", "' GET'"})
    void refusesAMethodThatIsNone(String method) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestHead(method, URL))
                .withMessage("the method holds a space or nothing");
    }

    private static HttpHead head(String fields) throws IOException {
        String text = "HTTP/1.1 101 Switching Protocols\r\n" + fields + "\r\n";
        return HttpHead.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
