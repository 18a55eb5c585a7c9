package io.panelws.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures as they come from real sockets. */
class ReasonTest {

    private Closeable server = () -> {};

    /** What a server does with a connection. */
    @FunctionalInterface
    private interface Script {
        void play(Socket socket) throws IOException;
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void namesWhereNobodyListens() throws IOException {
        int port = listen(ServerSocketFactory.getDefault(), socket -> {});
        server.close();
        assertThat(reason("http://127.0.0.1:" + port, Tls.SYSTEM)).isEqualTo("nobody listens at 127.0.0.1:" + port);
    }

    @Test
    void namesTheNameThatIsNotKnown() {
        assertThat(reason("http://my_panel.invalid:8080", Tls.SYSTEM))
                .isEqualTo("the name my_panel.invalid is not known");
    }

    @Test
    void saysWhatToDoAboutACertificateThatIsNotTrusted(@TempDir Path directory) throws Exception {
        TestCertificate certificate = TestCertificate.make(directory);
        assertThat(overTls(certificate, "127.0.0.1", Tls.SYSTEM))
                .isEqualTo("the certificate is not trusted: name the authority that has signed it"
                        + " (--cacert, Tls.trusting)");
    }

    @Test
    void saysThatACertificateIsForAnotherName(@TempDir Path directory) throws Exception {
        TestCertificate certificate = TestCertificate.make(directory);
        assertThat(overTls(certificate, "localhost", Tls.trusting(certificate.authority())))
                .isEqualTo("the certificate is not for this name: No name matching localhost found");
    }

    @Test
    void saysThatACertificateHasExpiredOrIsNotValidYet(@TempDir Path expired, @TempDir Path early) throws Exception {
        TestCertificate old = TestCertificate.make(expired, "-startdate", "-3d");
        assertThat(overTls(old, "127.0.0.1", Tls.trusting(old.authority()))).isEqualTo("the certificate has expired");
        server.close();
        TestCertificate young = TestCertificate.make(early, "-startdate", "+3d");
        assertThat(overTls(young, "127.0.0.1", Tls.trusting(young.authority())))
                .isEqualTo("the certificate is not valid yet");
    }

    @Test
    void saysThatWhatAnswersDoesNotSpeakTls() throws IOException {
        int port = listen(ServerSocketFactory.getDefault(), socket -> {
            socket.getInputStream().read();
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        assertThat(reason("https://127.0.0.1:" + port, Tls.SYSTEM)).isEqualTo("what answers does not speak TLS");
    }

    @Test
    void saysThatTheOtherSideEndedTheTlsHandshake() throws IOException {
        int port = listen(ServerSocketFactory.getDefault(), socket -> {
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        });
        assertThat(reason("https://127.0.0.1:" + port, Tls.SYSTEM))
                .isEqualTo("the other side ended the connection in the TLS handshake");
    }

    @Test
    void tellsAnEndFromAReset() throws IOException {
        int ending = listen(ServerSocketFactory.getDefault(), socket -> {
            HttpHead.read(socket.getInputStream());
            socket.setSoLinger(true, 0);
        });
        assertThat(exchange(ending)).isEqualTo("the other side broke the connection");
        server.close();
        int polite = listen(ServerSocketFactory.getDefault(), socket -> HttpHead.read(socket.getInputStream()));
        assertThat(exchange(polite)).isEqualTo("the connection ended within the head of a message");
    }

    @Test
    void knowsWhatTheTestCannotHaveForReal() {
        assertThat(Reason.of(new NoRouteToHostException("No route to host"))).isEqualTo("no route leads there");
        assertThat(Reason.of(new SocketTimeoutException("Connect timed out"))).isEqualTo("nothing answers there");
        assertThat(Reason.of(new SocketTimeoutException("Read timed out"))).isEqualTo("nothing came in time");
        assertThat(Reason.of(new SocketException("Broken pipe"))).isEqualTo("the other side broke the connection");
        assertThat(Reason.of(new EOFException())).isEqualTo("the other side ended the connection");
        assertThat(Reason.of(new IOException("a masked frame"))).isEqualTo("a masked frame");
        assertThat(Reason.of(new IOException())).isEqualTo("IOException");
    }

    private String exchange(int port) throws IOException {
        URI url = URI.create("http://127.0.0.1:" + port + "/");
        Deadline deadline = Deadline.in(Duration.ofSeconds(10));
        try (HttpConnection connection = HttpConnection.dial(url, Tls.SYSTEM, deadline)) {
            RequestHead head = new RequestHead("GET", url);
            return Reason.of(catchThrowableOfType(
                    IOException.class, () -> connection.exchange("GET", head, new byte[0], deadline)));
        }
    }

    private String overTls(TestCertificate certificate, String host, Tls tls) throws IOException {
        int port =
                listen(certificate.sockets(), socket -> socket.getInputStream().readAllBytes());
        return reason("https://" + host + ":" + port, tls);
    }

    private static String reason(String url, Tls tls) {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10));
        return Reason.of(catchThrowableOfType(IOException.class, () -> Dialler.dial(URI.create(url), tls, deadline)));
    }

    /** Takes one connection and ends it after the script. */
    private int listen(ServerSocketFactory factory, Script script) throws IOException {
        ServerSocket listening = factory.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        server = listening;
        new Thread(
                        () -> {
                            try (Socket socket = listening.accept()) {
                                script.play(socket);
                            } catch (IOException e) {
                                // The client's end of it is what is looked at.
                            }
                        },
                        "reason-test")
                .start();
        return listening.getLocalPort();
    }
}
