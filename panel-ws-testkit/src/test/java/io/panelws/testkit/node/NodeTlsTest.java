package io.panelws.testkit.node;

import static io.panelws.testkit.node.NodeClientTest.request;
import static io.panelws.testkit.node.ScriptedPanel.answersEach;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wss} (P-1), with a certificate for 127.0.0.1 and nothing else. */
class NodeTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private SSLContext before;
    private SSLContext tls;

    @BeforeEach
    void trust(@TempDir Path directory) throws Exception {
        before = SSLContext.getDefault();
        tls = context(keyStore(directory.resolve("panel.p12")));
        SSLContext.setDefault(tls);
    }

    @AfterEach
    void restore() {
        SSLContext.setDefault(before);
    }

    @Test
    void speaksOverTls() throws Exception {
        try (ScriptedPanel panel = new ScriptedPanel(tls.getServerSocketFactory(), answersEach("{\"status\":204}"));
                NodeClient node = node(panel, "127.0.0.1", panel)) {
            Exchange exchange = node.exchange(request("/a"));
            assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
            assertThat(exchange.status()).isEqualTo(204);
        }
    }

    @Test
    void wantsACertificateForTheNameThatItDials() throws Exception {
        try (ScriptedPanel panel = new ScriptedPanel(tls.getServerSocketFactory(), answersEach("{\"status\":204}"));
                ScriptedPanel http = new ScriptedPanel(peer -> peer.answerHttp(200, "", ""));
                NodeClient node = node(panel, "localhost", http)) {
            Attempt first = node.exchange(request("/a")).attempts().get(0);
            assertThat(first.outcome()).isEqualTo(Outcome.UNREACHABLE);
            assertThat(first.detail()).contains("SSLHandshakeException");
        }
    }

    private static NodeClient node(ScriptedPanel panel, String host, ScriptedPanel http) {
        URI url = URI.create("wss://" + host + ":" + panel.wsUrl().getPort());
        URI apiUrl = URI.create("http://127.0.0.1:" + http.wsUrl().getPort());
        return new NodeClient(NodeOptions.overWebSocket(url, "vless", 1, "T").withApiUrl(apiUrl));
    }

    private static SSLContext context(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore keyStore(Path file) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "panel",
                "-keyalg",
                "EC",
                "-dname",
                "CN=panel",
                "-validity",
                "2",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        // As a key alone it would not be trusted.
        store.setCertificateEntry("trusted", store.getCertificate("panel"));
        return store;
    }
}
