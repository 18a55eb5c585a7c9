package io.panelws.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NodeOptionsTest {

    @Test
    void dialsPort51821OfThePanelWhereNoWsUrlIsConfigured() {
        NodeOptions options = NodeOptions.withoutWsUrl(URI.create("https://panel.example:8443/x"), "vless", 1, "T");
        assertThat(options.wsUrl()).isEqualTo(URI.create("wss://panel.example:51821"));
    }

    @Test
    void fallsBackToTheSameAddressOverHttp() {
        NodeOptions options = NodeOptions.overWebSocket(URI.create("wss://panel.example/ws"), "vless", 1, "T");
        assertThat(options.apiUrl()).isEqualTo(URI.create("https://panel.example/ws"));
    }

    @Test
    void takesATimeoutOfZeroForFiveSeconds() {
        NodeOptions options = NodeOptions.overWebSocket(URI.create("ws://panel"), "vless", 1, "T");
        assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.withTimeout(Duration.ZERO).timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void refusesAnAddressWithAQueryOrOfAnotherScheme() {
        for (String url : new String[] {"http://panel", "ws:panel", "ws://panel/?token=1", "panel:51821", ""}) {
            assertThatIllegalArgumentException()
                    .as(url)
                    .isThrownBy(() -> NodeOptions.overWebSocket(URI.create(url), "vless", 1, "T"));
        }
    }

    @Test
    void showsNoToken() {
        NodeOptions options = NodeOptions.overWebSocket(URI.create("ws://panel"), "vless", 1, "hush");
        assertThat(options.toString()).doesNotContain("hush");
    }
}
