package io.panelws.testkit.books;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** HAProxy before several panels, which it looks after. */
final class Haproxies {

    /** Below those that outgoing connections get, so that none takes one while its panel is restarted. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 30_000;

    private Haproxies() {}

    /** Where it is; without it the test is skipped. */
    static String program() {
        return Stream.of("/usr/sbin/haproxy", "/usr/bin/haproxy", "/usr/local/sbin/haproxy")
                .filter(name -> Files.isExecutable(Path.of(name)))
                .findFirst()
                .orElseGet(() -> Assumptions.abort("haproxy is not installed (Debian: haproxy)"));
    }

    static Process start(Path directory, int port, String balance, List<Integer> panels) throws IOException {
        StringBuilder text = new StringBuilder(
                """
                global
                  maxconn 4000
                defaults
                  mode http
                  timeout connect 2s
                  timeout check 2s
                  timeout client 60s
                  timeout server 60s
                  timeout tunnel 1h
                  option http-server-close
                frontend nodes
                  bind 127.0.0.1:%d
                  default_backend panels
                backend panels
                  balance %s
                  option redispatch
                  option httpchk GET /api/v1/server/UniProxy/config
                  http-check expect status 403
                  default-server check inter 500ms fall 2 rise 1
                """
                        .formatted(port, balance));
        for (int panel : panels) {
            text.append("  server panel-")
                    .append(panel)
                    .append(" 127.0.0.1:")
                    .append(panel)
                    .append('\n');
        }
        Path file = Files.writeString(directory.resolve("haproxy.cfg"), text);
        return new ProcessBuilder(program(), "-db", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("haproxy").toFile())
                .start();
    }

    /** Waits until a panel answers at this port: 403, as nobody has named himself. */
    static void await(int port, Process process) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/server/UniProxy/config"))
                .build();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .failFast("it ended", () -> !process.isAlive())
                .ignoreExceptions()
                .until(() -> HttpClient.newHttpClient()
                                .send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 403);
    }

    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // In use; another one.
            }
        }
    }
}
