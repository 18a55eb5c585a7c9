package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsRequest;
import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.node.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behind nginx. */
class NginxIT extends ProxyTests {

    private static final int MEBIBYTE = 1 << 20;

    NginxIT() {
        super("nginx");
    }

    @Override
    void requireProxy() {
        Programs.require("nginx", Nginx.PACKAGES);
    }

    @Override
    ReverseProxy create(ReverseProxy.Setting setting) {
        return new Nginx(setting);
    }

    @Override
    boolean passesBytes() {
        return Nginx.streams();
    }

    @Test
    void leavesNodesOnHttpWhereUpgradeIsNotPassed() throws Exception {
        try (ReverseProxy deaf = create(setting().withoutUpgrade())) {
            deaf.start();
            try (Requester node = client(URI.create("ws://127.0.0.1:" + deaf.plain + "/edge"), 1)) {
                Exchange exchange = node.exchange(get(API + "config", Map.of()));
                assertThat(exchange.status()).isEqualTo(200);
                assertThat(exchange.transport()).isEqualTo(Transport.HTTP);
                Attempt first = exchange.attempts().get(0);
                assertThat(first.outcome()).isEqualTo(Outcome.REFUSED);
                assertThat(first.detail()).isEqualTo("the panel refused the handshake with 200");

                assertThat(node.exchange(report(MEBIBYTE)).status()).isEqualTo(413);
            }
        }
    }

    @Test
    void limitsNoMessage() throws Exception {
        try (Requester node = client(URI.create("ws://127.0.0.1:" + proxy().plain + "/edge"), 1)) {
            Exchange exchange = node.exchange(report(MEBIBYTE));
            assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
            assertThat(exchange.status()).isEqualTo(200);
        }
    }

    /** A report of who is online, of some more bytes than these. */
    private static WsRequest report(int bytes) {
        String body = "{\"1\":[\"" + "1".repeat(bytes) + "\"]}";
        return new WsRequest(
                "POST",
                API + "alive",
                Map.of("Content-Type", List.of("application/json")),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
