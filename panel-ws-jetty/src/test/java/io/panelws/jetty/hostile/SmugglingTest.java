package io.panelws.jetty.hostile;

import static io.panelws.jetty.hostile.Mirror.get;
import static io.panelws.jetty.hostile.Mirror.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.jetty.testing.TestPanel;
import io.panelws.jetty.testing.WsClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message is one request, and says nothing about how it is framed. */
class SmugglingTest {

    private final Mirror mirror = new Mirror();
    private final TestPanel panel =
            new TestPanel().servlet("/*", mirror.servlet()).start();
    private final WsClient node = panel.connect("/?node_id=1");

    @AfterEach
    void stop() {
        panel.close();
    }

    private String answer(WsRequest request) {
        WsResponse response = node.exchange(request);
        assertThat(response.status()).isEqualTo(200);
        assertThat(mirror.seen).hasSize(1);
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private void assertRefused(WsRequest request, int status) {
        assertThat(node.exchange(request).status()).isEqualTo(status);
        assertThat(node.exchange(get("/next")).status()).isEqualTo(200);
        assertThat(mirror.seen).hasSize(1).first().asString().startsWith("line GET /next\n");
        assertThat(node.hasText()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\r\nX-Evil: 1", "a\nb", "a\rb", "\r\n\r\nGET /admin HTTP/1.1", "a\u0000", "a\u000bb", "\u007f"
            })
    void aLineBreakInAHeaderValueIsRefused(String value) {
        assertRefused(get("/x", "X-A", value), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"A\r\nX-Evil", "A\n", "A B", "A:", "", " A", "A\t", "\u0410", "A\u0000", "A(b)", "\"A\"", ":path"
            })
    void whatIsNoTokenIsNoHeaderName(String name) {
        assertRefused(get("/x", name, "1"), 400);
    }

    @Test
    void aRefusedHeaderIsRefusedAlsoWhenItWouldHaveBeenDropped() {
        assertRefused(get("/x", "Host", "a\r\nb"), 400);
    }

    @Test
    void unicodeInAHeaderValueBecomesNoLineBreak() {
        // U+560A and U+560D end in the bytes of LF and CR when they are cut to eight bits.
        assertThat(answer(get("/x", "X-A", "\u560d\u560aX-Evil: 1"))).doesNotContain("header x-evil");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x HTTP/1.1\r\nHost: evil\r\n\r\nGET /admin",
                "/x\r\n",
                "/x\n",
                "/x%0d%0a",
                "/x%0D%0AX-Evil:%201",
                "/%0a/x",
                "/x;\r\n",
                "/x;a=%0a%0d/y%0a",
                "/x?a\r\nb"
            })
    void aLineBreakInThePathIsRefused(String path) {
        assertRefused(get(path), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /admin HTTP/1.1\r\n", "GET\r\n", "GET ", " GET", "get", "CONNECT", "TRACE", "PRI", "*"})
    void onlyAMethodIsAMethod(String method) {
        assertRefused(new WsRequest(method, "/x", java.util.Map.of(), new byte[0]), 405);
    }

    @Test
    void theLengthIsThatOfTheBodyAndNotWhatTheMessageSays() {
        assertThat(answer(request("POST", "/x", "0123456789", "Content-Length", "3", "content-length", "0")))
                .contains("header content-length[10]", "length 10")
                .endsWith("body 0123456789");
    }

    @Test
    void aTransferEncodingIsNotHeardOf() {
        assertThat(answer(
                        request("POST", "/x", "0\r\n\r\nGET /admin HTTP/1.1\r\n\r\n", "Transfer-Encoding", "chunked")))
                .doesNotContain("transfer-encoding")
                .contains("length 28")
                .endsWith("body 0\r\n\r\nGET /admin HTTP/1.1\r\n\r\n");
    }

    @Test
    void aBodyOfAGetIsNoSecondRequest() {
        assertThat(answer(request("GET", "/x", "GET /admin HTTP/1.1\r\nHost: a\r\n\r\n", "Content-Length", "0")))
                .startsWith("line GET /x\n");
        assertThat(node.exchange(get("/next")).status()).isEqualTo(200);
        assertThat(mirror.seen).hasSize(2).last().asString().startsWith("line GET /next\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil/x",
                "HTTP://127.0.0.1/x",
                "evil:80",
                "127.0.0.1",
                "*",
                "x",
                "?x",
                "//evil/x",
                "///x",
                "\\\\evil\\x",
                "/\\evil/x",
                "javascript:x",
                " /x",
                "\t/x",
                "@evil/x",
                "\ufeff/x"
            })
    void onlyAPathIsAPath(String path) {
        assertRefused(get(path), 400);
    }

    @Test
    void anExpectationGetsOneAnswer() {
        assertThat(answer(request("POST", "/x", "a", "Expect", "100-continue"))).doesNotContain("header expect");
        assertThat(node.exchange(get("/next")).status()).isEqualTo(200);
        assertThat(node.hasText()).isFalse();
    }

    @Test
    void theMessageNamesNoHeaderForRemoval() {
        assertThat(answer(get(
                        "/x", "Connection", "Host, X-Token, close", "X-Token", "1", "TE", "trailers", "Trailer", "A")))
                .contains("header host[127.0.0.1:" + panel.port() + "]", "header x-token[1]")
                .doesNotContain("header connection", "header te[", "header trailer");
        assertThat(node.exchange(get("/next")).status()).isEqualTo(200);
    }

    @Test
    void thereIsNoUpgradeInsideOfAMessage() {
        String[] upgrade = {
            "Upgrade", "websocket",
            "Connection", "Upgrade, HTTP2-Settings",
            "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==",
            "sec-websocket-version", "13",
            "HTTP2-Settings", "AAMAAABkAAQAAP__"
        };
        assertThat(answer(get("/x", upgrade)))
                .doesNotContain("header upgrade", "header connection", "header sec-", "header http2-settings");
        assertThat(panel.connections()).isEqualTo(1);
        upgrade[1] = "h2c";
        assertThat(node.exchange(get("/y", upgrade)).status()).isEqualTo(200);
    }
}
