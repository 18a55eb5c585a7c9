package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The programs of the page on embedded Jetty, as it shows them. Each was built three times: for EE10, for EE11, where nothing
 * but {@code ee10} was replaced by {@code ee11}, and with the older line of Jetty 12; a fourth time for EE9, on which
 * panel-ws does not run.
 */
class EmbeddedIT {

    private static final Path PROJECT = Path.of(System.getProperty("panelws.projects"), "embedded-panel");
    private static final String TOKEN = "s3cret";
    /** What the JVM ends with after SIGTERM, its shutdown hooks done. */
    private static final int TERMINATED = 143;
    /** What the JVM ends with when main throws. */
    private static final int FAILED = 1;

    @ParameterizedTest
    @ValueSource(strings = {"", "ee11", "jetty-12.0"})
    void aServletContextHandlerAnswersNodes(String build) throws Exception {
        try (ServerProcess panel = run(build, jar -> true, "EmbeddedPanel", "0")) {
            assertServes(panel);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ee11", "jetty-12.0"})
    void aWarAnswersNodesWithWhatItHasInItsLibraries(String build) throws Exception {
        try (ServerProcess panel = run(build, EmbeddedIT::isOfTheServer, "EmbeddedWar", "0", war())) {
            assertServes(panel);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ee11", "jetty-12.0"})
    void doesNotStartWhenTheContextHasNoWebSocketContainer(String build) throws Exception {
        try (ServerProcess panel = run(build, jar -> true, "NotConfigured")) {
            assertThat(panel.awaitExit()).isEqualTo(FAILED);
            assertThat(panel.log())
                    .contains("cannot start: this web application has no WebSocket container")
                    .contains("JakartaWebSocketServletContainerInitializer.configure(contextHandler, null)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ee11", "jetty-12.0"})
    void doesNotStartWithoutJettysWebSocket(String build) throws Exception {
        Predicate<String> jars = jar -> isOfTheServer(jar) && !jar.contains("websocket");
        try (ServerProcess panel = run(build, jars, "EmbeddedWar", "0", war())) {
            assertThat(panel.awaitExit()).isEqualTo(FAILED);
            assertThat(panel.log())
                    .contains("cannot start: this web application has no WebSocket container")
                    .contains("jetty-ee10-websocket-jakarta-server");
        }
    }

    @Test
    void doesNotStartOnAnOlderServletApi() throws Exception {
        try (ServerProcess panel = run("ee9", jar -> true, "EmbeddedPanel", "0")) {
            assertThat(panel.awaitExit()).isEqualTo(FAILED);
            assertThat(panel.log())
                    .contains("cannot start: this web application is deployed for Servlet 5.0")
                    .contains("EE10 or EE11");
        }
    }

    private static void assertServes(ServerProcess panel) throws Exception {
        String url = "ws://127.0.0.1:"
                + panel.await("Started \\S*ServerConnector@.*\\{(?:localhost|127\\.0\\.0\\.1):(\\d+)}");
        for (Generation generation : Generation.values()) {
            try (UniProxyNode node = generation.node(url, TOKEN)) {
                assertAnswered(node.pollConfig(), "base_config");
                assertAnswered(node.pollUsers(), "uuid");
                assertAnswered(node.pollAliveList(), "{\"alive\":{}}");
                assertAnswered(node.pushTraffic(Map.of(1, new Traffic(10, 20))), "{\"data\":true}");
                assertAnswered(node.reportAlive(Map.of()), "{\"data\":true}");
            }
        }
        try (UniProxyNode stranger = Generation.FIRST.node(url, "guessed")) {
            Attempt handshake = stranger.pollConfig().attempts().get(0);
            assertThat(handshake.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(handshake.status()).isEqualTo(403);
        }
        panel.signal("TERM");
        assertThat(panel.awaitExit()).isEqualTo(TERMINATED);
        assertThat(panel.log())
                .doesNotContain("WARN")
                .doesNotContain("Exception")
                .doesNotContain(TOKEN);
    }

    private static void assertAnswered(Exchange exchange, String body) {
        assertThat(exchange.attempts())
                .singleElement()
                .extracting(Attempt::transport, Attempt::outcome, Attempt::status)
                .containsExactly(Transport.WEBSOCKET, Outcome.ANSWERED, 200);
        assertThat(exchange.text()).contains(body);
    }

    /** The server of a WAR knows nothing of panel-ws. */
    private static boolean isOfTheServer(String jar) {
        return !jar.startsWith("panel-ws");
    }

    private static String war() throws IOException {
        Path war = work().resolve("embedded.war");
        PanelWar.write(war, WebXml.withAuthFirst(TOKEN));
        return war.toString();
    }

    private static Path work() throws IOException {
        return Files.createDirectories(Path.of(System.getProperty("panelws.work"), "embedded"));
    }

    private static ServerProcess run(String build, Predicate<String> jars, String program, String... arguments)
            throws IOException {
        Path target = PROJECT.resolve(build).resolve("target");
        String classPath;
        try (Stream<Path> lib = Files.list(target.resolve("lib"))) {
            classPath = lib.filter(jar -> jars.test(jar.getFileName().toString()))
                    .map(Path::toString)
                    .collect(Collectors.joining(":", target.resolve("classes") + ":", ""));
        }
        // Where Jetty unpacks WARs; else it would be the machine's temporary directory.
        Path directory = Files.createTempDirectory(work(), program);
        List<String> start = List.of("-Djava.io.tmpdir=" + directory, "-cp", classPath, "com.example.panel." + program);
        return ServerProcess.java(
                directory,
                directory.resolve("server.log"),
                Stream.concat(start.stream(), Stream.of(arguments)).toList(),
                Map.of());
    }
}
