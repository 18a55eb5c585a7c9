package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeException;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A packaged application with the bundle of the page on Dropwizard, started as its users start it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DropwizardIT {

    private static final Path PROJECT = Path.of(System.getProperty("panelws.projects"), "dropwizard-panel");
    private static final String TOKEN = "s3cret";
    private static final String API = "/api/v1/server/UniProxy/";
    /** What the JVM ends with after SIGTERM, its shutdown hooks done. */
    private static final int TERMINATED = 143;

    /** Both servers, started when a test asks for one, for the tests that leave them running. */
    private final Map<String, Panel> panels = new HashMap<>();

    @AfterAll
    void end() {
        panels.values().forEach(Panel::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "simple"})
    void answersNodesOfBothGenerationsOverOneWebSocket(String server) throws Exception {
        Panel panel = panel(server);
        for (Generation generation : Generation.values()) {
            try (UniProxyNode node = generation.node(panel.url(), TOKEN)) {
                assertAnswered(node.pollConfig(), 200, "base_config");
                assertAnswered(node.pollConfig(), 304, "");
                assertAnswered(node.pollUsers(), 200, "uuid");
                assertAnswered(node.pollUsers(), 304, "");
                assertAnswered(node.reportAlive(Map.of(1, List.of("203.0.113.7"))), 200, "{\"data\":true}");
                assertAnswered(node.pollAliveList(), 200, "{\"alive\":{\"1\":1}}");
                assertAnswered(node.pushTraffic(Map.of(1, new Traffic(10, 20))), 200, "{\"data\":true}");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "simple"})
    void refusesStrangersWithTheAnswerOfTheJaxRsFilter(String server) throws Exception {
        try (UniProxyNode stranger = Generation.FIRST.node(panel(server).url(), "guessed")) {
            assertRefused(stranger.pollConfig(), 403);
        }
    }

    @Test
    void servesNoNodeOnTheAdminPort() throws Exception {
        try (UniProxyNode astray = Generation.FIRST.node(panel("default").urlOf("admin"), TOKEN)) {
            assertRefused(astray.pollConfig(), 404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "simple"})
    void writesEachMessageIntoTheRequestLogWithoutItsToken(String server) throws Exception {
        Panel panel = panel(server);
        try (UniProxyNode node = Generation.FIRST.node(panel.url(), TOKEN)) {
            assertAnswered(node.pushTraffic(Map.of(1, new Traffic(10, 20))), 200, "{\"data\":true}");
        }
        panel.process().await("(127\\.0\\.0\\.1 \"GET \\S*" + API + "push\" 101)");
        panel.process().await("(127\\.0\\.0\\.1 \"POST \\S*" + API + "push\" 200 13)");
        assertThat(panel.process().log()).doesNotContain(TOKEN);
    }

    /** As pushes over HTTP are; Dropwizard gives both 30 seconds, its {@code shutdownGracePeriod}. */
    @ParameterizedTest
    @ValueSource(strings = {"default", "simple"})
    void answersThePushesInProgressWhenItIsStopped(String server) throws Exception {
        try (Panel panel = Panel.start(server);
                UniProxyNode first = Generation.FIRST.node(panel.url(), TOKEN);
                UniProxyNode second = Generation.SECOND.node(panel.url(), TOKEN)) {
            Path hold = Files.createFile(panel.directory().resolve("hold"));
            CompletableFuture<Exchange> ofFirst = push(first);
            CompletableFuture<Exchange> ofSecond = push(second);
            CompletableFuture<HttpResponse<String>> overHttp = pushOverHttp(panel.url());
            panel.process().await("(?s)(push of.*push of.*push of)");

            panel.process().signal("TERM");
            Awaitility.await("the panel takes nobody any more").until(() -> isTurnedAway(panel.url()));
            Files.delete(hold);

            assertAnswered(ofFirst.get(1, TimeUnit.MINUTES), 200, "{\"data\":true}");
            assertAnswered(ofSecond.get(1, TimeUnit.MINUTES), 200, "{\"data\":true}");
            assertThat(overHttp.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
            assertThat(panel.process().awaitExit()).isEqualTo(TERMINATED);
        }
    }

    private Panel panel(String server) throws IOException {
        if (!panels.containsKey(server)) {
            panels.put(server, Panel.start(server));
        }
        return panels.get(server);
    }

    /**
     * A started application.
     *
     * @param server its YAML file
     * @param directory where it runs
     * @param process it
     */
    private record Panel(String server, Path directory, ServerProcess process) implements AutoCloseable {

        static Panel start(String server) throws IOException {
            Path work = Files.createDirectories(Path.of(System.getProperty("panelws.work")));
            Path directory = Files.createTempDirectory(work, "dropwizard-" + server + "-");
            String classPath = PROJECT.resolve("target/classes") + ":" + PROJECT.resolve("target/lib/*");
            String yaml = PROJECT.resolve(server + ".yml").toString();
            ServerProcess process = ServerProcess.java(
                    directory,
                    directory.resolve("server.log"),
                    List.of("-cp", classPath, "com.example.panel.PanelApplication", "server", yaml),
                    Map.of());
            try {
                process.await("(Started \\S*Server@)");
            } catch (RuntimeException | Error e) {
                process.print();
                process.close();
                throw e;
            }
            return new Panel(server, directory, process);
        }

        String url() {
            return server.equals("simple") ? urlOf("\\S*") + "/application" : urlOf("application");
        }

        String urlOf(String connector) {
            return "ws://127.0.0.1:"
                    + process.await(
                            "Started " + connector + "@\\w+\\{HTTP/1\\.1, \\(http/1\\.1\\)}\\{127\\.0\\.0\\.1:(\\d+)}");
        }

        @Override
        public void close() {
            process.close();
        }
    }

    private static CompletableFuture<Exchange> push(UniProxyNode node) {
        CompletableFuture<Exchange> pushed = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                pushed.complete(node.pushTraffic(Map.of(1, new Traffic(10, 20))));
            } catch (IOException | InterruptedException | RuntimeException e) {
                pushed.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return pushed;
    }

    private static CompletableFuture<HttpResponse<String>> pushOverHttp(String url) {
        URI push = URI.create(url.replace("ws:", "http:") + API + "push?node_type=vless&node_id=3&token=" + TOKEN);
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(push)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"1\":[10,20]}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** A new node, while the panel is about to stop: 503 at the handshake, and later nobody listens. */
    private static boolean isTurnedAway(String url) throws InterruptedException {
        try (UniProxyNode late = Generation.FIRST.node(url, TOKEN)) {
            return late.pollConfig().attempts().get(0).status() == 503;
        } catch (NodeException e) {
            return true;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertAnswered(Exchange exchange, int status, String body) {
        assertThat(exchange.attempts())
                .singleElement()
                .extracting(Attempt::transport, Attempt::outcome, Attempt::status)
                .containsExactly(Transport.WEBSOCKET, Outcome.ANSWERED, status);
        assertThat(exchange.text()).contains(body);
    }

    private static void assertRefused(Exchange exchange, int status) {
        assertThat(exchange.attempts().get(0))
                .extracting(Attempt::transport, Attempt::outcome, Attempt::status)
                .containsExactly(Transport.WEBSOCKET, Outcome.REFUSED, status);
        assertThat(exchange.status()).isEqualTo(status);
    }
}
