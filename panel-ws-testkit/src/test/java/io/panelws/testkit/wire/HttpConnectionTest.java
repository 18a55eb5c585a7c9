package io.panelws.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One connection to a server that does what a test says. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpConnectionTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
    private static final Duration PATIENT = Duration.ofSeconds(10);

    private final CountDownLatch silent = new CountDownLatch(1);
    private ServerSocket server;

    @AfterEach
    void close() throws IOException {
        silent.countDown();
        server.close();
    }

    @Test
    void writesTheLengthOfABodyAndOfNoneWhereAMethodMayHaveOne() throws Exception {
        CompletableFuture<List<String>> heads = answering(OK + "1.", OK + "2.", OK + "3.");
        try (HttpConnection connection = dial("http", Tls.SYSTEM)) {
            assertThat(exchange(connection, "GET", "").text()).isEqualTo("1.");
            assertThat(exchange(connection, "POST", "").text()).isEqualTo("2.");
            assertThat(exchange(connection, "POST", "{}").text()).isEqualTo("3.");
        }
        assertThat(heads.join().get(0))
                .startsWith("GET / HTTP/1.1\r\nHost: 127.0.0.1:")
                .doesNotContain("Content-");
        assertThat(heads.join().get(1)).endsWith("\r\nContent-Length: 0\r\n\r\n");
        assertThat(heads.join().get(2)).endsWith("\r\nContent-Length: 2\r\n\r\n");
    }

    @Test
    void isOpenUntilTheServerClosesItOrSaysThatItWill() throws Exception {
        CompletableFuture<List<String>> heads = answering(OK + "1.");
        try (HttpConnection connection = dial("http", Tls.SYSTEM)) {
            assertThat(connection.isOpen(PATIENT)).isTrue();
            exchange(connection, "GET", "");
            heads.join();
            assertThat(connection.isOpen(Duration.ZERO)).isFalse();
        }
        server.close();
        answering("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        try (HttpConnection connection = dial("http", Tls.SYSTEM)) {
            exchange(connection, "GET", "");
            assertThat(connection.isOpen(PATIENT)).isFalse();
        }
    }

    @Test
    void isOpenAfterARestInWhichNothingCame() throws Exception {
        answering(OK + "1.", OK + "2.");
        try (HttpConnection connection = dial("http", Tls.SYSTEM)) {
            exchange(connection, "GET", "");
            assertThat(connection.isOpen(Duration.ZERO)).isTrue();
            assertThat(exchange(connection, "GET", "").text()).isEqualTo("2.");
        }
    }

    @Test
    void endsWithItsDeadlineThoughAServerOverTlsReadsNothing(@TempDir Path directory) throws Exception {
        Tls tls = servingSilence(directory);
        try (HttpConnection connection = dial("https", tls)) {
            RequestHead head = new RequestHead("POST", url("https"));
            Deadline deadline = Deadline.in(Duration.ofMillis(300));
            assertThatThrownBy(() -> connection.exchange("POST", head, new byte[32 << 20], deadline))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void soDoesWhoWritesToADialledSocket(@TempDir Path directory) throws Exception {
        Tls tls = servingSilence(directory);
        try (Socket socket = Dialler.dial(url("https"), tls, Deadline.in(PATIENT))) {
            assertThatThrownBy(() -> Deadline.in(Duration.ofMillis(300)).<Socket, IOException>bound(socket, () -> {
                        socket.getOutputStream().write(new byte[32 << 20]);
                        return socket;
                    }))
                    .isInstanceOf(IOException.class);
        }
    }

    private Tls servingSilence(Path directory) throws Exception {
        TestCertificate certificate = TestCertificate.make(directory);
        serve(certificate.sockets(), socket -> {
            socket.getInputStream().read();
            silent.await();
        });
        return Tls.trusting(certificate.authority());
    }

    private HttpConnection dial(String scheme, Tls tls) throws IOException {
        return HttpConnection.dial(url(scheme), tls, Deadline.in(PATIENT));
    }

    private HttpAnswer exchange(HttpConnection connection, String method, String body) throws IOException {
        RequestHead head = new RequestHead(method, url("http"));
        return connection.exchange(method, head, body.getBytes(StandardCharsets.UTF_8), Deadline.in(PATIENT));
    }

    private URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + "/");
    }

    /** Answers one request after the other on one connection, closes it, and gives the heads that it has read. */
    private CompletableFuture<List<String>> answering(String... answers) throws IOException {
        CompletableFuture<List<String>> heads = new CompletableFuture<>();
        serve(ServerSocketFactory.getDefault(), socket -> {
            List<String> read = new ArrayList<>();
            for (String answer : answers) {
                HttpHead head = HttpHead.read(socket.getInputStream());
                read.add(new String(head.bytes(), StandardCharsets.UTF_8));
                socket.getInputStream()
                        .readNBytes(head.first("Content-Length")
                                .map(Integer::parseInt)
                                .orElse(0));
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
            socket.close();
            heads.complete(read);
        });
        return heads.orTimeout(PATIENT.toSeconds(), TimeUnit.SECONDS);
    }

    private void serve(ServerSocketFactory factory, Script script) throws IOException {
        ServerSocket listening = factory.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        server = listening;
        new Thread(
                        () -> {
                            try (Socket socket = listening.accept()) {
                                script.play(socket);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "http-connection-test")
                .start();
    }

    @FunctionalInterface
    private interface Script {
        void play(Socket socket) throws IOException, InterruptedException;
    }
}
