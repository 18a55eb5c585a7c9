package io.panelws.testkit.node;

import static io.panelws.testkit.node.NodeClientTest.request;
import static io.panelws.testkit.node.ScriptedPanel.answersEach;
import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.wire.TestCertificate;
import io.panelws.testkit.wire.Tls;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wss} and {@code https} (P-1), with a certificate for 127.0.0.1 and nothing else; each node has a trust of its own. */
class NodeTlsTest {

    private static TestCertificate certificate;
    private static Tls trusting;

    @BeforeAll
    static void issue(@TempDir Path directory) throws Exception {
        certificate = TestCertificate.make(directory);
        trusting = Tls.trusting(certificate.authority());
    }

    @Test
    void speaksOverTls() throws Exception {
        try (ScriptedPanel panel = new ScriptedPanel(certificate.sockets(), answersEach("{\"status\":204}"));
                NodeClient node = node(panel, "127.0.0.1", panel, trusting)) {
            Exchange exchange = node.exchange(request("/a"));
            assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
            assertThat(exchange.status()).isEqualTo(204);
        }
    }

    @Test
    void fallsBackToHttpOverTls() throws Exception {
        ScriptedPanel.Script http = peer -> peer.answerHttp(200, "", "over https");
        try (ScriptedPanel panel = new ScriptedPanel(certificate.sockets(), ScriptedPanel.refuses(503), http);
                NodeClient node = node(panel, "127.0.0.1", panel, trusting)) {
            assertThat(node.exchange(request("/a")).text()).isEqualTo("over https");
        }
    }

    @Test
    void trustsNobodyElse() throws Exception {
        assertRefuses("127.0.0.1", Tls.SYSTEM, "no connection: the certificate is not trusted: ");
    }

    @Test
    void wantsACertificateForTheNameThatItDials() throws Exception {
        assertRefuses("localhost", trusting, "no connection: the certificate is not for this name: ");
    }

    private static void assertRefuses(String host, Tls tls, String detail) throws Exception {
        try (ScriptedPanel panel = new ScriptedPanel(certificate.sockets(), answersEach("{\"status\":204}"));
                ScriptedPanel http = new ScriptedPanel(peer -> peer.answerHttp(200, "", ""));
                NodeClient node = node(panel, host, http, tls)) {
            Attempt first = node.exchange(request("/a")).attempts().get(0);
            assertThat(first.outcome()).isEqualTo(Outcome.UNREACHABLE);
            assertThat(first.detail()).startsWith(detail);
        }
    }

    private static NodeClient node(ScriptedPanel panel, String host, ScriptedPanel http, Tls tls) {
        URI url = URI.create("wss://" + host + ":" + panel.wsUrl().getPort());
        String scheme = http == panel ? "https" : "http";
        URI apiUrl = URI.create(scheme + "://127.0.0.1:" + http.wsUrl().getPort());
        return new NodeClient(NodeOptions.overWebSocket(url, "vless", 1, "T")
                .withApiUrl(apiUrl)
                .withTls(tls));
    }
}
