package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import io.panelws.testkit.wire.Tls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** TLS on both sides: one gateway with a certificate is the https panel of another. */
class GatewayTlsIT {

    private final Path work = Path.of(System.getProperty("panelws.work"), "gateway-tls");

    @Test
    void speaksTlsToNodesAndToThePanelAndTakesARenewedCertificate() throws Exception {
        Authority first = Authority.create(work.resolve("first"));
        Authority second = Authority.create(work.resolve("second"));
        Path certificate = work.resolve("fullchain.pem");
        Path key = work.resolve("privkey.pem");
        put(first, certificate, key);
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT);
                GatewayProcess secure =
                        GatewayProcess.start(List.of(), panel.httpUrl(), "--cert=" + certificate, "--key=" + key);
                GatewayProcess plain = GatewayProcess.start(
                        List.of(), secure.url(), "--cacert=" + first.certificate(), "--panel-timeout=5s")) {
            assertThat(secure.url().getScheme()).isEqualTo("https");
            assertAnswered(secure, Tls.trusting(first.certificate()));
            assertAnswered(plain, Tls.SYSTEM);

            put(second, certificate, key);
            Tls renewed = Tls.trusting(second.certificate());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertAnswered(secure, renewed));
            assertThat(secure.process().log().lines().filter(line -> line.contains("TLS with the certificate of")))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).contains(" INFO  ReloadingSslContextFactory: "));
        }
    }

    private static void assertAnswered(GatewayProcess gateway, Tls tls) throws IOException {
        try (DeafNode node =
                new DeafNode(URI.create(gateway.wsUrl() + "/?node_id=1&node_type=vless&token=secret"), tls)) {
            assertThat(node.read()).isGreaterThan(1000);
        }
    }

    private static void put(Authority authority, Path certificate, Path key) throws IOException {
        Files.copy(authority.panelCertificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(authority.panelKey(), key, StandardCopyOption.REPLACE_EXISTING);
    }
}
