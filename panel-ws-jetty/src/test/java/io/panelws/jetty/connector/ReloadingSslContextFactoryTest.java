package io.panelws.jetty.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingSslContextFactoryTest {

    @TempDir
    static Path made;

    private static Keys first;
    private static Keys second;
    private static SSLContext client;

    @TempDir
    Path directory;

    private final Server server = new Server();

    @BeforeAll
    static void make() throws Exception {
        first = Keys.make(made, "first", "EC");
        second = Keys.make(made, "second", "RSA");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("first", first.certificate());
        trusted.setCertificateEntry("second", second.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void takesTheNewCertificateAndKeepsOldConnections() throws Exception {
        first.write(directory);
        start(pem());
        try (SSLSocket old = connect()) {
            assertThat(certificateOf(old)).isEqualTo(first.certificate());
            second.write(directory);
            await().until(() -> presented().equals(second.certificate()));
            assertThat(ask(old)).startsWith("HTTP/1.1 404");
        }
    }

    /** As certbot does it: the names stay, the links behind them are replaced. */
    @Test
    void followsLinks() throws Exception {
        for (Keys keys : new Keys[] {first, second}) {
            Path archive = Files.createDirectories(directory.resolve("archive-" + (keys == first ? 1 : 2)));
            keys.write(archive);
        }
        link("archive-1");
        start(pem());
        assertThat(presented()).isEqualTo(first.certificate());
        link("archive-2");
        await().until(() -> presented().equals(second.certificate()));
    }

    @Test
    void keepsTheCertificateUntilThereIsAnotherThatCanBeUsed() throws Exception {
        first.write(directory);
        ReloadingSslContextFactory factory = pem();
        start(factory);
        // Between the two files of a renewal, and with one that is half written.
        Files.writeString(directory.resolve("fullchain.pem"), second.certificatePem());
        scanned(factory);
        assertThat(presented()).isEqualTo(first.certificate());
        Files.writeString(directory.resolve("privkey.pem"), "-----BEGIN PRIV");
        scanned(factory);
        assertThat(presented()).isEqualTo(first.certificate());
        Files.delete(directory.resolve("privkey.pem"));
        scanned(factory);
        assertThat(presented()).isEqualTo(first.certificate());
        second.write(directory);
        await().until(() -> presented().equals(second.certificate()));
    }

    @Test
    void reloadsAKeyStore() throws Exception {
        Path store = directory.resolve("keystore.p12");
        Files.copy(first.store(), store);
        ReloadingSslContextFactory factory = new ReloadingSslContextFactory();
        factory.setKeyStoreFile(store.toString());
        factory.setKeyStoreFilePassword("OBF:1vn21ugu1saj1v9i1v941sar1ugw1vo0");
        start(factory);
        assertThat(presented()).isEqualTo(first.certificate());
        Files.copy(second.store(), store, StandardCopyOption.REPLACE_EXISTING);
        await().until(() -> presented().equals(second.certificate()));
    }

    @Test
    void speaksNothingOlderThanTls12() throws Exception {
        first.write(directory);
        ReloadingSslContextFactory factory = pem();
        start(factory);
        assertThat(factory.getSelectedProtocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
    }

    @Test
    void doesNotStartWithoutACertificate() throws Exception {
        ReloadingSslContextFactory nothing = new ReloadingSslContextFactory();
        nothing.setCertificates("");
        assertSays(nothing, "panel-ws-tls needs a certificate: either panel-ws.tls.certificate and panel-ws.tls.key");
        assertSays(pem(), "There is no file " + directory.resolve("fullchain.pem"));
        ReloadingSslContextFactory both = pem();
        both.setKeyStoreFile(first.store().toString());
        both.setKeyStoreFilePassword(Keys.PASSWORD);
        assertSays(both, "panel-ws-tls needs a certificate: either");
    }

    @Test
    void saysWhatIsWrongWithAKeyStore() throws Exception {
        ReloadingSslContextFactory factory = new ReloadingSslContextFactory();
        factory.setKeyStoreFile(directory.resolve("missing.p12").toString());
        assertSays(factory, "There is no file " + directory.resolve("missing.p12"));
        factory.setKeyStoreFile(first.store().toString());
        factory.setKeyStoreFilePassword("guessed");
        assertSays(factory, "cannot be read with panel-ws.tls.keyStorePassword");
        Path empty = directory.resolve("empty.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("trusted", first.certificate());
        try (var out = Files.newOutputStream(empty)) {
            store.store(out, Keys.PASSWORD.toCharArray());
        }
        factory.setKeyStoreFile(empty.toString());
        factory.setKeyStoreFilePassword(Keys.PASSWORD);
        assertSays(factory, "The key store " + empty + " has no private key");
    }

    private static void assertSays(ReloadingSslContextFactory factory, String sentence) {
        assertThatThrownBy(factory::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("guessed");
    }

    private ReloadingSslContextFactory pem() {
        ReloadingSslContextFactory factory = new ReloadingSslContextFactory();
        factory.setCertificates(directory.resolve("fullchain.pem").toString());
        factory.setPrivateKey(directory.resolve("privkey.pem").toString());
        return factory;
    }

    private void start(ReloadingSslContextFactory factory) throws Exception {
        ServerConnector connector = new ServerConnector(
                server, 1, 1, new SslConnectionFactory(factory, "http/1.1"), new HttpConnectionFactory());
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
    }

    /** Two looks at the files have begun and ended since: a change is taken at the second. */
    private static void scanned(ReloadingSslContextFactory factory) {
        for (int i = 0; i < 2; i++) {
            factory.scan();
        }
    }

    private void link(String archive) throws IOException {
        for (String name : new String[] {"fullchain.pem", "privkey.pem"}) {
            Path fresh = directory.resolve(name + ".new");
            Files.createSymbolicLink(fresh, Path.of(archive, name));
            Files.move(fresh, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Certificate presented() throws IOException {
        try (SSLSocket socket = connect()) {
            return certificateOf(socket);
        }
    }

    private SSLSocket connect() throws IOException {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", port);
        socket.startHandshake();
        return socket;
    }

    private static Certificate certificateOf(SSLSocket socket) throws IOException {
        return socket.getSession().getPeerCertificates()[0];
    }

    private static String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
