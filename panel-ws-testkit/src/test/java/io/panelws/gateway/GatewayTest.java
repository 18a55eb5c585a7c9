package io.panelws.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.panelws.api.WsRequest;
import io.panelws.testkit.conformance.CannotConnectException;
import io.panelws.testkit.conformance.PanelCall;
import io.panelws.testkit.node.NodeOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What panel and node see of each other through the gateway. */
class GatewayTest {

    private static final String CREDENTIALS = "node_id=1&node_type=vless&token=s3cret";

    private static PanelCall node(Gateway gateway) {
        URI ws = URI.create(gateway.url().toString().replaceFirst("http", "ws"));
        return new PanelCall(NodeOptions.overWebSocket(ws, "vless", 1, "s3cret"));
    }

    private static WsRequest get(String path) {
        return new WsRequest("GET", path, Map.of(), new byte[0]);
    }

    private static GatewayOptions withPanel(GatewayOptions options, Optional<String> host, Duration timeout) {
        GatewayOptions.Panel panel = options.panel();
        return options.withPanel(new GatewayOptions.Panel(
                panel.url(), panel.trusted(), host, timeout, panel.maxConnections(), Optional.of("X-Request-Key")));
    }

    @Test
    void showsThePanelTheNodesRequestAndItsAddress() throws Exception {
        try (PlainHttpPanel panel = PlainHttpPanel.agreeable();
                Gateway gateway = Gateway.start(GatewayOptions.to(panel.url()))) {
            PanelCall.Reply reply = node(gateway)
                    .overWebSocket(new WsRequest(
                            "POST",
                            "/api/a?x=1",
                            Map.of("Content-Type", List.of("application/json;  charset=\"UTF-8\"")),
                            "{\"1\":[1,2]}".getBytes(StandardCharsets.UTF_8)));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).asString().isEqualTo("ok");
            PlainHttpPanel.Asked asked = panel.asked().get(0);
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.uri()).isEqualTo("/api/a?" + CREDENTIALS + "&x=1");
            assertThat(asked.body()).isEqualTo("{\"1\":[1,2]}");
            assertThat(asked.headers().get("Content-Type")).isEqualTo("application/json;  charset=\"UTF-8\"");
            assertThat(asked.headers().get("Content-Length")).isEqualTo("11");
            assertThat(asked.headers().get("Host")).isEqualTo("127.0.0.1:" + gateway.port());
            assertThat(asked.headers().get("X-Forwarded-For")).isEqualTo("127.0.0.1");
            assertThat(asked.headers().get("X-Forwarded-Proto")).isEqualTo("http");
            assertThat(asked.headers().get("X-Forwarded-Host")).isEqualTo("127.0.0.1:" + gateway.port());
            assertThat(asked.headers().get("User-Agent")).startsWith("Go-http-client");
            assertThat(asked.headers().getFieldNamesCollection())
                    .doesNotContain("Via", "Forwarded", "X-Request-Key", "Accept-Encoding");
        }
    }

    @Test
    void addsNothingElseOverPlainHttpAndBelievesNobody() throws Exception {
        try (PlainHttpPanel panel = PlainHttpPanel.agreeable();
                Gateway gateway = Gateway.start(GatewayOptions.to(panel.url()))) {
            Raw.exchange(
                    gateway.port(),
                    "GET /a",
                    "X-Forwarded-For: 203.0.113.7",
                    "X-Forwarded-Host: other.example",
                    "X-Real-IP: 203.0.113.7",
                    "Forwarded: for=203.0.113.7",
                    "CF-Connecting-IP: 203.0.113.7",
                    "Accept: */*",
                    "Cookie: a=b",
                    "Authorization: Bearer x");

            assertThat(panel.asked().get(0).headers().stream().map(Object::toString))
                    .containsExactlyInAnyOrder(
                            "Host: panel.example:1234",
                            "Accept: */*",
                            "Cookie: a=b",
                            "Authorization: Bearer x",
                            "X-Forwarded-For: 127.0.0.1",
                            "X-Forwarded-Proto: http",
                            "X-Forwarded-Host: panel.example:1234");
        }
    }

    @Test
    void believesAProxyWhereItIsToldTo() throws Exception {
        try (PlainHttpPanel panel = PlainHttpPanel.agreeable();
                Gateway gateway = Gateway.start(GatewayOptions.to(panel.url())
                        .withListen(new GatewayOptions.Listen("127.0.0.1", 0, Optional.empty(), true)))) {
            Raw.exchange(
                    gateway.port(),
                    "GET /a",
                    "X-Forwarded-For: 203.0.113.7",
                    "X-Forwarded-Proto: https",
                    "X-Forwarded-Host: other.example");

            PlainHttpPanel.Asked asked = panel.asked().get(0);
            assertThat(asked.headers().getValuesList("X-Forwarded-For")).containsExactly("203.0.113.7");
            assertThat(asked.headers().getValuesList("X-Forwarded-Proto")).containsExactly("https");
            assertThat(asked.headers().getValuesList("X-Forwarded-Host")).containsExactly("other.example");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a//b",
                "//a",
                "/a%2Fb",
                "/a%2fb/%C3%BC",
                "/a;b=c/d",
                "/a\\b",
                "/a/../b",
                "/a/%2e%2e/b",
                "/a?x=a|b\"c",
                "/a?x=%zz",
                "/a?x=%ff&&=&y",
                "/a?x={}[]<>^`",
                "/a?"
            })
    void leavesPathAndQueryAsTheyAre(String target) throws Exception {
        try (PlainHttpPanel panel = PlainHttpPanel.agreeable();
                Gateway gateway = Gateway.start(GatewayOptions.to(panel.url()))) {
            String direct = Raw.exchange(panel.url().getPort(), "GET " + target);
            String through = Raw.exchange(gateway.port(), "GET " + target);

            assertThat(direct).startsWith("HTTP/1.1 200 ");
            assertThat(through).startsWith("HTTP/1.1 200 ");
            assertThat(panel.asked().get(1).uri())
                    .isEqualTo(panel.asked().get(0).uri());
        }
    }

    @Test
    void putsThePathOfThePanelsUrlInFront() throws Exception {
        try (PlainHttpPanel panel = PlainHttpPanel.agreeable();
                Gateway gateway = Gateway.start(GatewayOptions.to(panel.url().resolve("/panel/")))) {
            node(gateway).overWebSocket(get("/a"));

            assertThat(panel.asked().get(0).uri()).isEqualTo("/panel/a?" + CREDENTIALS);
        }
    }

    @Test
    void givesNoTypeToABodyThatHasNone() throws Exception {
        try (PlainHttpPanel panel = PlainHttpPanel.agreeable();
                Gateway gateway = Gateway.start(GatewayOptions.to(panel.url()))) {
            node(gateway).overWebSocket(new WsRequest("POST", "/a", Map.of(), new byte[] {'x'}));

            assertThat(panel.asked().get(0).headers().contains("Content-Type")).isFalse();
            assertThat(panel.asked().get(0).body()).isEqualTo("x");
        }
    }

    @Test
    void showsThePanelTheHostThatItIsToldTo() throws Exception {
        try (PlainHttpPanel panel = PlainHttpPanel.agreeable();
                Gateway gateway = Gateway.start(withPanel(
                        GatewayOptions.to(panel.url()), Optional.of("panel.example"), Duration.ofSeconds(5)))) {
            node(gateway).overWebSocket(new WsRequest("POST", "/a", Map.of(), new byte[0]));

            PlainHttpPanel.Asked asked = panel.asked().get(0);
            assertThat(asked.headers().getValuesList("Host")).containsExactly("panel.example");
            assertThat(asked.headers().get("X-Forwarded-Host")).isEqualTo("127.0.0.1:" + gateway.port());
            assertThat(asked.headers().get("X-Request-Key")).hasSize(43);
        }
    }

    @Test
    void givesTheNodeThePanelsAnswerUntouched() throws Exception {
        try (PlainHttpPanel panel = new PlainHttpPanel((asked, response, callback) -> {
                    response.setStatus(203);
                    response.getHeaders().add("Set-Cookie", "a=1; Path=/");
                    response.getHeaders().add("Set-Cookie", "b=2; Path=/");
                    response.getHeaders().add("Content-Type", "Text/HTML; charset=UTF-8");
                    response.getHeaders().add("etag", "W/\"x\"");
                    response.getHeaders().add("Content-Encoding", "gzip");
                    response.getHeaders().add("Location", "http://elsewhere.example/?a|b");
                    Content.Sink.write(response, true, "not really gzip", callback);
                });
                Gateway gateway = Gateway.start(GatewayOptions.to(panel.url()).withFilter("handshakeAuth", "none"))) {
            for (PanelCall.Reply reply : List.of(
                    node(gateway).overWebSocket(get("/a")), node(gateway).overHttp(get("/a")))) {
                assertThat(reply.status()).isEqualTo(203);
                assertThat(reply.body()).asString().isEqualTo("not really gzip");
                assertThat(reply.headers())
                        .containsEntry("Set-Cookie", List.of("a=1; Path=/", "b=2; Path=/"))
                        .containsEntry("Content-Type", List.of("Text/HTML; charset=UTF-8"))
                        .containsEntry("ETag", List.of("W/\"x\""))
                        .containsEntry("Content-Encoding", List.of("gzip"))
                        .containsEntry("Location", List.of("http://elsewhere.example/?a|b"));
            }
        }
    }

    @Test
    void passesALargeListOn() throws Exception {
        byte[] list = new byte[10 << 20];
        Arrays.fill(list, (byte) 'x');
        try (PlainHttpPanel panel = new PlainHttpPanel((asked, response, callback) ->
                        response.write(true, ByteBuffer.wrap(list).asReadOnlyBuffer(), callback));
                Gateway gateway = Gateway.start(GatewayOptions.to(panel.url()))) {
            assertThat(node(gateway).overWebSocket(get("/user")).body()).isEqualTo(list);
            assertThat(node(gateway).overHttp(get("/user")).body()).isEqualTo(list);
        }
    }

    /** As PHP's own server is one. */
    @Test
    void doesNotWaitForAPanelToWantTheBody() throws Exception {
        try (PlainHttpPanel panel = PlainHttpPanel.agreeable();
                Gateway gateway = Gateway.start(GatewayOptions.to(panel.url()));
                Socket node = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            node.setSoTimeout(30_000);
            node.getOutputStream()
                    .write(("POST /a HTTP/1.1\r\nHost: panel\r\nExpect: 100-continue\r\nContent-Length: 1\r\n"
                                    + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String wanted = "HTTP/1.1 100 Continue\r\n\r\n";
            assertThat(new String(node.getInputStream().readNBytes(wanted.length()), StandardCharsets.US_ASCII))
                    .isEqualTo(wanted);
            assertThat(panel.asked()).isEmpty();
            node.getOutputStream().write('x');

            assertThat(new String(node.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("ok");
            assertThat(panel.asked().get(0).body()).isEqualTo("x");
            assertThat(panel.asked().get(0).headers().contains("Expect")).isFalse();
        }
    }

    /** To a panel by one connection. */
    private static Gateway narrow(PlainHttpPanel panel) throws IOException {
        GatewayOptions.Panel one = new GatewayOptions.Panel(
                panel.url(), Optional.empty(), Optional.empty(), Duration.ofSeconds(60), 1, Optional.empty());
        return Gateway.start(GatewayOptions.to(panel.url()).withPanel(one).withDrain(Duration.ofMillis(100)));
    }

    private static Socket halfARequest(Gateway gateway, int ofItsBody) throws IOException {
        Socket stranger = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        stranger.getOutputStream()
                .write("POST /a HTTP/1.1\r\nHost: panel\r\nContent-Length: 1000000\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        stranger.getOutputStream().write(new byte[ofItsBody]);
        return stranger;
    }

    @Test
    void letsNobodyHoldConnectionsToThePanelByHalfARequest() throws Exception {
        try (PlainHttpPanel panel = PlainHttpPanel.agreeable()) {
            List<Socket> strangers = new ArrayList<>();
            try (Gateway gateway = narrow(panel)) {
                for (int i = 0; i < 20; i++) {
                    // Of every other one more has come than is waited for.
                    strangers.add(halfARequest(gateway, i % 2 == 0 ? 2 : 200_000));
                }
                Awaitility.await().until(() -> panel.connections() == 1);

                assertThat(node(gateway)
                                .overWebSocket(new WsRequest("POST", "/b", Map.of(), new byte[] {'x'}))
                                .status())
                        .isEqualTo(200);
                assertThat(Raw.exchange(gateway.port(), "GET /c")).startsWith("HTTP/1.1 200 ");
            } finally {
                for (Socket stranger : strangers) {
                    stranger.close();
                }
            }
        }
    }

    @Test
    void letsNobodyHoldAConnectionOfThoseWhoUpload() throws Exception {
        try (PlainHttpPanel panel = PlainHttpPanel.agreeable()) {
            List<Socket> strangers = new ArrayList<>();
            try (Gateway gateway = narrow(panel)) {
                for (int i = 0; i < 20; i++) {
                    strangers.add(halfARequest(gateway, 2));
                }

                assertThat(Raw.exchangeAs("panel", gateway.port(), "POST /b", "x"))
                        .startsWith("HTTP/1.1 200 ");
                assertThat(panel.asked()).hasSize(1);
            } finally {
                for (Socket stranger : strangers) {
                    stranger.close();
                }
            }
        }
    }

    @Test
    void refusesAHandshakeWithABadUrlAndDoesNotShowIt() throws Exception {
        try (PlainHttpPanel panel = PlainHttpPanel.agreeable();
                Gateway gateway = Gateway.start(GatewayOptions.to(panel.url()))) {
            for (String query : List.of("node_type=%zz", "node_type=a|b", "node_type={")) {
                assertThat(Raw.exchange(
                                gateway.port(),
                                "GET /a?" + query + "&node_id=1&token=s3cret",
                                "Upgrade: websocket",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Version: 13",
                                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="))
                        .startsWith("HTTP/1.1 400 ")
                        .contains("badly written")
                        .doesNotContain("s3cret");
            }
        }
    }

    @Test
    void answers502WhereThePanelIsDown() throws Exception {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        try (Gateway gateway = Gateway.start(GatewayOptions.to(nobody).withFilter("handshakeAuth", "none"))) {
            for (PanelCall.Reply reply : List.of(
                    node(gateway).overWebSocket(get("/a")), node(gateway).overHttp(get("/a")))) {
                assertThat(reply.status()).isEqualTo(502);
                assertThat(reply.body())
                        .asString()
                        .isEqualTo("The gateway cannot reach the panel, or got no whole answer from it.\n");
            }
        }
    }

    @Test
    void answers504WhereThePanelIsSlow() throws Exception {
        try (PlainHttpPanel panel = new PlainHttpPanel((asked, response, callback) -> {});
                Gateway gateway = Gateway.start(
                        withPanel(GatewayOptions.to(panel.url()), Optional.empty(), Duration.ofMillis(300))
                                .withFilter("handshakeAuth", "none"))) {
            for (PanelCall.Reply reply : List.of(
                    node(gateway).overWebSocket(get("/a")), node(gateway).overHttp(get("/a")))) {
                assertThat(reply.status()).isEqualTo(504);
                assertThat(reply.body()).asString().isEqualTo("The panel did not answer the gateway in time.\n");
            }
        }
    }

    @Test
    void endsTheConnectionWhereThePanelDiesInTheMiddle() throws Exception {
        try (PlainHttpPanel panel = dyingInTheMiddle();
                Gateway gateway = Gateway.start(GatewayOptions.to(panel.url()).withFilter("handshakeAuth", "none"))) {
            assertThatThrownBy(() -> node(gateway).overWebSocket(get("/a")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("1011");
            assertThat(Raw.exchange(gateway.port(), "GET /a"))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Content-Length: 100000")
                    .hasSizeLessThan(100_000);
            // And so it does for whoever comes next: nothing of the answer is left over.
            assertThat(Raw.exchange(gateway.port(), "GET /whole")).endsWith("whole");
        }
    }

    private static PlainHttpPanel dyingInTheMiddle() {
        return new PlainHttpPanel((asked, response, callback) -> {
            if (asked.uri().equals("/whole")) {
                Content.Sink.write(response, true, "whole", callback);
                return;
            }
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 100_000);
            response.write(
                    false,
                    ByteBuffer.allocate(50_000),
                    Callback.from(() -> callback.failed(new IOException("the panel dies")), callback::failed));
        });
    }

    @Test
    void refusesStrangersAtTheHandshakeByAskingThePanel() throws Exception {
        PlainHttpPanel.Answer judge = (asked, response, callback) -> {
            boolean known = asked.uri().contains("token=s3cret");
            response.setStatus(known ? 200 : 403);
            Content.Sink.write(response, true, known ? "ok" : "The token is wrong.", callback);
        };
        try (PlainHttpPanel panel = new PlainHttpPanel(judge);
                Gateway gateway = Gateway.start(GatewayOptions.to(panel.url()));
                Gateway open = Gateway.start(GatewayOptions.to(panel.url()).withFilter("handshakeAuth", "none"))) {
            URI ws = URI.create("ws://127.0.0.1:" + gateway.port());
            PanelCall stranger = new PanelCall(NodeOptions.overWebSocket(ws, "vless", 1, "guessed"));

            assertThatThrownBy(() -> stranger.overWebSocket(get("/a")))
                    .isInstanceOf(CannotConnectException.class)
                    .hasMessageContaining("403");
            assertThat(panel.asked()).isEmpty();
            assertThat(node(gateway).overWebSocket(get("/a")).status()).isEqualTo(200);

            URI unguarded = URI.create("ws://127.0.0.1:" + open.port());
            assertThat(new PanelCall(NodeOptions.overWebSocket(unguarded, "vless", 1, "guessed"))
                            .overWebSocket(get("/a"))
                            .status())
                    .isEqualTo(403);
        }
    }
}
