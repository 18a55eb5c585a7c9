package io.panelws.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.panelws.api.WsRequest;
import io.panelws.testkit.bench.Link.UnansweredException;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both ways to the panel do the same, and try once. */
class LinkTest {

    private static final WsRequest USERS = new WsRequest(
            "GET",
            "/api/v1/server/UniProxy/user",
            Map.of("Accept", List.of("application/json"), "If-None-Match", List.of("")),
            new byte[0]);

    @ParameterizedTest
    @EnumSource
    void bringsTheSameAnswers(Transport transport) {
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT);
                Link link = Link.over(transport, options(panel.wsUrl(), "secret"), 1)) {
            Exchange first = link.exchange(USERS);
            Exchange second = link.exchange(USERS);
            assertThat(first.transport()).isEqualTo(transport);
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.etag()).isPresent();
            assertThat(first.text()).startsWith("{\"users\":[{\"id\":1,");
            assertThat(second.text()).isEqualTo(first.text());
        }
    }

    @ParameterizedTest
    @EnumSource
    void pushesABody(Transport transport) {
        WsRequest push = new WsRequest("POST", "/api/v1/server/UniProxy/push", Map.of(), "{\"1\":[3,4]}".getBytes());
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT);
                Link link = Link.over(transport, options(panel.wsUrl(), "secret"), 1)) {
            assertThat(link.exchange(push).text()).isEqualTo("{\"data\":true}");
            assertThat(panel.store().book(1).download()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void dialsAgainOnceThePanelIsThere(Transport transport) {
        SamplePanel first = SamplePanel.start(SamplePanelOptions.DEFAULT);
        int port = first.port();
        first.close();
        Link link = Link.over(transport, options(URI.create("ws://127.0.0.1:" + port), "secret"), 1);
        assertThatThrownBy(() -> link.exchange(USERS))
                .isInstanceOf(UnansweredException.class)
                .extracting(e -> ((UnansweredException) e).kind())
                .isEqualTo("unreachable");
        try (SamplePanel second = SamplePanel.start(SamplePanelOptions.DEFAULT.withPort(port));
                link) {
            assertThat(second.port()).isEqualTo(port);
            assertThat(link.exchange(USERS).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void triesARequestOnce(Transport transport) throws Exception {
        ServerSocket dropping = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        CompletableFuture<Integer> dials = CompletableFuture.supplyAsync(() -> dropAll(dropping));
        try (Link link = Link.over(transport, options(url(dropping), "secret"), 1)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> link.exchange(USERS)).isInstanceOf(UnansweredException.class);
            }
        } finally {
            dropping.close();
        }
        assertThat(dials.get()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aPanelThatSaysNothingIsATimeout(Transport transport) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Link link =
                        Link.over(transport, options(url(silent), "secret").withTimeout(Duration.ofMillis(50)), 1)) {
            UnansweredException timeout = catchThrowableOfType(UnansweredException.class, () -> link.exchange(USERS));
            assertThat(timeout.isTimeout()).isTrue();
            assertThat(timeout.kind()).isEqualTo("timed out");
        }
    }

    private static int dropAll(ServerSocket server) {
        int dials = 0;
        try {
            while (true) {
                server.accept().close();
                dials++;
            }
        } catch (IOException e) {
            return dials;
        }
    }

    private static URI url(ServerSocket server) {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort());
    }

    private static NodeOptions options(URI url, String token) {
        return NodeOptions.overWebSocket(url, "vless", 1, token);
    }
}
