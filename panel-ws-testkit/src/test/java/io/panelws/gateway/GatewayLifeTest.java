package io.panelws.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.panelws.api.WsRequest;
import io.panelws.testkit.conformance.PanelCall;
import io.panelws.testkit.node.NodeOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.Content;
import org.junit.jupiter.api.Test;

/** How a gateway starts, and how it ends. */
class GatewayLifeTest {

    private static final URI NOBODY = URI.create("http://127.0.0.1:9");

    @Test
    void answersWhatRunsBeforeItStops() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        CompletableFuture<Void> go = new CompletableFuture<>();
        try (PlainHttpPanel panel = new PlainHttpPanel((question, response, callback) -> {
            asked.countDown();
            go.thenRun(() -> Content.Sink.write(response, true, "late", callback));
        })) {
            Gateway gateway = Gateway.start(GatewayOptions.to(panel.url()).withFilter("handshakeAuth", "none"));
            PanelCall node = new PanelCall(
                    NodeOptions.overWebSocket(URI.create("ws://127.0.0.1:" + gateway.port()), "vless", 1, "s3cret"));
            CompletableFuture<String> overWebSocket = CompletableFuture.supplyAsync(() -> {
                try {
                    return new String(node.overWebSocket(new WsRequest("GET", "/a", Map.of(), new byte[0]))
                            .body());
                } catch (Exception e) {
                    return e.toString();
                }
            });
            CompletableFuture<String> overHttp = CompletableFuture.supplyAsync(() -> raw(gateway));
            asked.await();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close);
            go.completeOnTimeout(null, 500, TimeUnit.MILLISECONDS);
            stopped.join();

            assertThat(overWebSocket.join()).isEqualTo("late");
            assertThat(overHttp.join()).startsWith("HTTP/1.1 200 ").endsWith("late");
        }
    }

    @Test
    void keepsAConnectionToThePanelAndEndsItBeforeThePanelDoes() throws Exception {
        try (PlainHttpPanel panel = PlainHttpPanel.agreeable();
                Gateway gateway = Gateway.start(GatewayOptions.to(panel.url()))) {
            for (int i = 0; i < 10; i++) {
                Raw.exchange(gateway.port(), "GET /a");
            }
            assertThat(panel.connections()).isEqualTo(1);
            // The panel itself would keep it for 30 s.
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> panel.connections() == 0);
        }
    }

    @Test
    void opensNoMoreConnectionsToThePanelThanItMay() throws Exception {
        CompletableFuture<Void> go = new CompletableFuture<>();
        try (PlainHttpPanel panel = new PlainHttpPanel((question, response, callback) ->
                go.thenRun(() -> Content.Sink.write(response, true, "ok", callback)))) {
            GatewayOptions options = GatewayOptions.to(panel.url());
            GatewayOptions.Panel two = new GatewayOptions.Panel(
                    panel.url(), Optional.empty(), Optional.empty(), Duration.ofSeconds(30), 2, Optional.empty());
            try (Gateway gateway = Gateway.start(options.withPanel(two))) {
                List<CompletableFuture<String>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                                () -> raw(gateway), command -> new Thread(command).start()))
                        .limit(20)
                        .toList();
                Awaitility.await().until(() -> panel.asked().size() == 2);
                assertThat(panel.connections()).isEqualTo(2);
                go.complete(null);
                assertThat(answers)
                        .allSatisfy(answer -> assertThat(answer.join()).startsWith("HTTP/1.1 200 "));
                assertThat(panel.connections()).isEqualTo(2);
            }
        }
    }

    private static String raw(Gateway gateway) {
        try {
            return Raw.exchange(gateway.port(), "GET /a");
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void saysWhyItDoesNotStart() throws Exception {
        try (Gateway gateway = Gateway.start(GatewayOptions.to(NOBODY))) {
            GatewayOptions samePort = GatewayOptions.to(NOBODY)
                    .withListen(new GatewayOptions.Listen("127.0.0.1", gateway.port(), Optional.empty(), false));
            assertThatThrownBy(() -> Gateway.start(samePort))
                    .isInstanceOf(Gateway.CannotStartException.class)
                    .hasMessageContaining("" + gateway.port())
                    .hasMessageContaining("in use");
        }
        assertThatThrownBy(() -> Gateway.start(GatewayOptions.to(NOBODY).withFilter("maxConections", "3")))
                .isInstanceOf(Gateway.CannotStartException.class)
                .hasMessageContaining("maxConections");
        GatewayOptions.Certificate none =
                new GatewayOptions.Certificate(Path.of("no-such.crt"), Path.of("no-such.key"));
        assertThatThrownBy(() -> Gateway.start(GatewayOptions.to(NOBODY)
                        .withListen(new GatewayOptions.Listen("127.0.0.1", 0, Optional.of(none), false))))
                .isInstanceOf(Gateway.CannotStartException.class)
                .hasMessageContaining("no-such.crt");
        assertThatThrownBy(() -> GatewayOptions.to(URI.create("ws://panel"))).hasMessageContaining("http://");
    }
}
