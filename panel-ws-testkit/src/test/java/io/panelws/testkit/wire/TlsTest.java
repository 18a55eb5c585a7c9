package io.panelws.testkit.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a node trusts, before a server whose certificate is for 127.0.0.1 and signed by an authority of the test's. */
class TlsTest {

    @TempDir
    private static Path directory;

    private static TestCertificate certificate;
    private ServerSocket server;

    @BeforeAll
    static void issue() throws Exception {
        certificate = TestCertificate.make(directory);
    }

    @BeforeEach
    void listen() throws IOException {
        server = certificate.sockets().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        new Thread(this::serve, "tls-test").start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void trustsAnAuthorityOfAFileOrTheCertificateItself() throws IOException {
        Tls authority = Tls.trusting(certificate.authority());
        assertThatCode(() -> dial("127.0.0.1", authority)).doesNotThrowAnyException();
        Tls itself = Tls.trusting(certificate.pem());
        assertThatCode(() -> dial("127.0.0.1", itself)).doesNotThrowAnyException();
    }

    @Test
    void trustsEveryCertificateOfAFile() throws IOException {
        Path both = directory.resolve("both.pem");
        String text = "a comment\n" + Files.readString(certificate.pem()) + Files.readString(certificate.authority());
        Files.writeString(both, text);
        assertThatCode(() -> dial("127.0.0.1", Tls.trusting(both))).doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherName() throws IOException {
        Tls authority = Tls.trusting(certificate.authority());
        assertThatThrownBy(() -> dial("localhost", authority)).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void refusesAnUnknownAuthority() {
        assertThatThrownBy(() -> dial("127.0.0.1", Tls.SYSTEM)).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void takesAnythingWhereItIsToldTo() {
        assertThatCode(() -> dial("127.0.0.1", Tls.insecure())).doesNotThrowAnyException();
        assertThatCode(() -> dial("localhost", Tls.insecure())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no certificate",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n",
            })
    void namesAFileWithoutACertificate(String text) throws IOException {
        Path file = directory.resolve("ca.pem");
        Files.writeString(file, text);
        assertThatThrownBy(() -> Tls.trusting(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no certificate")
                .hasMessageEndingWith(file + ": it has to be in PEM");
    }

    @Test
    void namesAFileThatCannotBeRead() {
        Path missing = directory.resolve("missing.pem");
        assertThatThrownBy(() -> Tls.trusting(missing))
                .isInstanceOf(IOException.class)
                .hasMessage("no file can be read at " + missing);
        assertThatThrownBy(() -> Tls.trusting(directory)).hasMessage("no file can be read at " + directory);
    }

    private void dial(String host, Tls tls) throws IOException {
        URI url = URI.create("https://" + host + ":" + server.getLocalPort());
        Dialler.dial(url, tls, Deadline.in(Duration.ofSeconds(10))).close();
    }

    /** Takes connections, and makes each TLS handshake by reading. */
    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The client's end of it is what is looked at.
            }
        }
    }
}
