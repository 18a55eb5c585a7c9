package io.panelws.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.panelws.gateway.GatewayOptions.Admin;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the operator sees of a gateway, on a port of its own. */
class GatewayAdminTest {

    private static final URI NOBODY = URI.create("http://127.0.0.1:9");
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress("127.0.0.1", 0);
    private static final Admin OPEN = new Admin(LOOPBACK, Optional.empty());
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private static UniProxyNode node(Gateway gateway, int id) {
        return new UniProxyNode(new NodeClient(
                NodeOptions.overWebSocket(URI.create("ws://127.0.0.1:" + gateway.port()), "vless", id, "s3cret")));
    }

    /** By an address, as a person on the same machine asks. */
    private static String ask(Gateway gateway, String requestLine, String... headers) throws IOException {
        return Raw.exchangeAs("127.0.0.1", gateway.adminPort().orElseThrow(), requestLine, "", headers);
    }

    private static double figure(Gateway gateway, String line) throws IOException {
        Matcher found =
                Pattern.compile("(?m)^" + Pattern.quote(line) + " (\\S+)$").matcher(ask(gateway, "GET /metrics"));
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    @Test
    void answersHealthOnAPortThatNodesDoNotReach() throws Exception {
        try (Gateway gateway = Gateway.start(GatewayOptions.to(NOBODY).withAdmin(OPEN))) {
            assertThat(ask(gateway, "GET /health")).startsWith("HTTP/1.1 200 ").endsWith("ok\n");
            assertThat(ask(gateway, "GET /api/v1/server/UniProxy/config")).startsWith("HTTP/1.1 404 ");
            // To nodes they are paths of the panel's, which is not there.
            for (String page : List.of("/health", "/metrics", "/nodes")) {
                assertThat(Raw.exchange(gateway.port(), "GET " + page)).startsWith("HTTP/1.1 502 ");
            }
        }
    }

    @Test
    void showsTheNodesAndCutsThemOff() throws Exception {
        try (PlainHttpPanel panel = PlainHttpPanel.agreeable();
                Gateway gateway = Gateway.start(GatewayOptions.to(panel.url()).withAdmin(OPEN));
                UniProxyNode node = node(gateway, 7)) {
            assertThat(node.pollConfig().transport()).isEqualTo(Transport.WEBSOCKET);

            assertThat(ask(gateway, "GET /nodes", "Accept: text/html"))
                    .startsWith("HTTP/1.1 200 ")
                    .contains("vless 7")
                    .contains("Content-Security-Policy: default-src 'none'")
                    .doesNotContain("s3cret");
            String json = ask(gateway, "GET /nodes", "Accept: application/json");
            String form = "expelled=" + first("\"key\":\"(\\d+)", json);
            assertThat(post(gateway, form)).startsWith("HTTP/1.1 403 ");
            assertThat(post(gateway, form + "&proof=" + first("\"proof\":\"([^\"]+)", json)))
                    .startsWith("HTTP/1.1 200 ");
            Awaitility.await().untilAsserted(() -> assertThat(ask(gateway, "GET /nodes", "Accept: application/json"))
                    .contains("\"connections\":0"));
        }
    }

    private static String post(Gateway gateway, String form) throws IOException {
        return Raw.exchangeAs(
                "127.0.0.1", gateway.adminPort().orElseThrow(), "POST /nodes", form, FORM, "Accept: application/json");
    }

    private static String first(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    @Test
    void countsMessagesAndRequestsToThePanel() throws Exception {
        try (PlainHttpPanel panel = PlainHttpPanel.agreeable();
                Gateway gateway = Gateway.start(GatewayOptions.to(panel.url()).withAdmin(OPEN));
                UniProxyNode node = node(gateway, 7)) {
            for (int i = 0; i < 5; i++) {
                node.pollConfig();
            }
            for (int i = 0; i < 3; i++) {
                Raw.exchange(gateway.port(), "GET /a");
            }

            String get = "panelws_requests_seconds_count{method=\"GET\",outcome=\"SUCCESS\",status=\"200\"}";
            String toPanel = "panelws_upstream_requests_seconds_count{outcome=\"SUCCESS\",status=\"200\"}";
            Awaitility.await().untilAsserted(() -> {
                assertThat(figure(gateway, get)).isEqualTo(5);
                // With the question of the handshake.
                assertThat(figure(gateway, toPanel)).isEqualTo(9);
            });
            assertThat(figure(gateway, "panelws_connections_current")).isEqualTo(1);
            assertThat(figure(gateway, "panelws_upstream_connections{state=\"idle\"}"))
                    .isEqualTo(1);
            assertThat(figure(gateway, "panelws_upstream_queued")).isZero();
            assertThat(ask(gateway, "GET /metrics"))
                    .contains("Content-Type: text/plain;")
                    .contains("panelws_requests_seconds_bucket{")
                    .contains("jvm_memory_used_bytes{", "process_cpu_usage", "jetty_threads_busy")
                    .doesNotContain("s3cret", "/api/");
        }
    }

    @Test
    void answers503WhereTooManyWaitForThePanel() throws Exception {
        try (PlainHttpPanel panel = new PlainHttpPanel((asked, response, callback) -> {})) {
            GatewayOptions options = GatewayOptions.to(panel.url());
            GatewayOptions one = new GatewayOptions(
                    options.listen(),
                    new GatewayOptions.Panel(
                            panel.url(),
                            Optional.empty(),
                            Optional.empty(),
                            Duration.ofSeconds(60),
                            1,
                            Optional.empty()),
                    options.filter(),
                    Optional.of(OPEN),
                    options.threads(),
                    Duration.ofMillis(100));
            List<Socket> waiting = new ArrayList<>();
            try (Gateway gateway = Gateway.start(one)) {
                for (int i = 0; i < 1 + PanelProxy.MIN_WAITING; i++) {
                    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
                    waiting.add(socket);
                    socket.getOutputStream()
                            .write("GET /a HTTP/1.1\r\nHost: panel\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> figure(gateway, "panelws_upstream_queued") == PanelProxy.MIN_WAITING);

                assertThat(Raw.exchange(gateway.port(), "GET /b"))
                        .startsWith("HTTP/1.1 503 ")
                        .endsWith("The gateway has too many requests for the panel.\n");
                assertThat(figure(
                                gateway,
                                "panelws_upstream_requests_seconds_count{outcome=\"UNKNOWN\",status=\"none\"}"))
                        .isEqualTo(1);
                assertThat(ask(gateway, "GET /health")).startsWith("HTTP/1.1 200 ");
            } finally {
                for (Socket socket : waiting) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void asksForAPasswordWhereItHasOne() throws Exception {
        Admin guarded = new Admin(new InetSocketAddress("0.0.0.0", 0), Optional.of("correct horse"));
        try (Gateway gateway = Gateway.start(GatewayOptions.to(NOBODY).withAdmin(guarded))) {
            for (String page : List.of("/nodes", "/metrics")) {
                assertThat(ask(gateway, "GET " + page))
                        .startsWith("HTTP/1.1 401 ")
                        .contains("WWW-Authenticate: Basic ");
                assertThat(ask(gateway, "GET " + page, basic("admin:wrong"))).startsWith("HTTP/1.1 401 ");
                for (String bad : List.of("%%%", "a", "====", "")) {
                    assertThat(ask(gateway, "GET " + page, "Authorization: Basic " + bad))
                            .startsWith("HTTP/1.1 401 ")
                            .contains("WWW-Authenticate: Basic ");
                }
                assertThat(ask(gateway, "GET " + page, basic("admin:correct horse")))
                        .startsWith("HTTP/1.1 200 ");
                // What says who it is needs no address.
                assertThat(Raw.exchange(gateway.adminPort().orElseThrow(), "GET " + page, basic("admin:correct horse")))
                        .startsWith("HTTP/1.1 200 ");
            }
            assertThat(ask(gateway, "GET /nodes/")).startsWith("HTTP/1.1 404 ");
            assertThat(ask(gateway, "GET //nodes")).doesNotStartWith("HTTP/1.1 2");
            assertThat(ask(gateway, "GET /%6eodes")).startsWith("HTTP/1.1 401 ");
            assertThat(ask(gateway, "GET /nodes;a=b")).doesNotStartWith("HTTP/1.1 2");
            assertThat(ask(gateway, "GET /x/../nodes")).doesNotStartWith("HTTP/1.1 2");
            assertThat(ask(gateway, "GET /health")).startsWith("HTTP/1.1 200 ");
        }
    }

    private static String basic(String credentials) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void answersNoNameThatAnotherSiteCouldPointAtIt() throws Exception {
        try (Gateway gateway = Gateway.start(GatewayOptions.to(NOBODY).withAdmin(OPEN))) {
            int port = gateway.adminPort().orElseThrow();
            for (String host : List.of("evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "[::1")) {
                assertThat(Raw.exchangeAs(host, port, "GET /nodes", ""))
                        .as(host)
                        .doesNotStartWith("HTTP/1.1 2");
            }
            assertThat(Raw.exchangeAs("gateway.example", port, "GET /health", ""))
                    .startsWith("HTTP/1.1 200 ");
            for (String host : List.of("localhost", "127.0.0.1", "[::1]", "LocalHost")) {
                assertThat(Raw.exchangeAs(host, port, "GET /nodes", ""))
                        .as(host)
                        .startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void isOnThisMachineAloneUnlessItHasAPassword() {
        for (String address : List.of("0.0.0.0", "192.0.2.1", "no-such-host.invalid")) {
            assertThatThrownBy(() -> new Admin(new InetSocketAddress(address, 0), Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has a password");
        }
        assertThat(new Admin(LOOPBACK, Optional.of("correct horse"))).asString().doesNotContain("horse");
    }
}
