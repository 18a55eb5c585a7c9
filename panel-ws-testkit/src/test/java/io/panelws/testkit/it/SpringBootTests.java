package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.ConcurrentNodeClient;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeException;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real panel in an executable jar, without a line for panel-ws; the versions of Spring Boot are the subclasses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SpringBootTests {

    private static final String API = "/api/v1/server/UniProxy/";
    private static final String TOKEN = SpringBootPanel.TOKEN;
    /** What the JVM ends with after SIGTERM, its shutdown hooks done. */
    private static final int TERMINATED = 143;
    /** Of the connection and the moment, or not in the answer to a message. */
    private static final List<String> NOT_COMPARED =
            List.of("date", "x-served-by", "transfer-encoding", "connection", "keep-alive");

    private final String variant;
    private SpringBootPanel panel;

    SpringBootTests(String variant) {
        this.variant = variant;
    }

    @BeforeAll
    void start() throws Exception {
        panel = start("nodes", Map.of(), "--spring.profiles.active=nodes");
        panel.http();
    }

    @AfterAll
    void stop() throws Exception {
        try (SpringBootPanel ending = panel) {
            ending.process().signal("TERM");
            assertThat(ending.process().awaitExit()).isEqualTo(TERMINATED);
            assertThat(ending.process().log()).doesNotContain(TOKEN).doesNotContain("\tat ");
        }
    }

    private SpringBootPanel start(String run, Map<String, String> environment, String... arguments) throws Exception {
        return new SpringBootPanel(variant, run, Jdk.current(), environment, arguments);
    }

    private static Requester client(int generation, NodeOptions options) {
        return generation == 1
                ? new NodeClient(options)
                : new ConcurrentNodeClient(
                        options, request -> new WsResponse(request.id(), 404, Map.of(), new byte[0]));
    }

    private static UniProxyNode node(int generation, NodeOptions options) {
        return new UniProxyNode(client(generation, options));
    }

    private static void assertAnswered(Exchange exchange, int status, String body) {
        assertThat(exchange.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.transport()).isEqualTo(Transport.WEBSOCKET);
            assertThat(attempt.outcome()).isEqualTo(Outcome.ANSWERED);
        });
        assertThat(exchange.status()).isEqualTo(status);
        assertThat(exchange.text()).contains(body);
    }

    private static void assertRefused(Exchange exchange, int status) {
        Attempt first = exchange.attempts().get(0);
        assertThat(first.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(first.status()).isEqualTo(status);
        assertThat(exchange.transport()).isEqualTo(Transport.HTTP);
    }

    @ParameterizedTest(name = "generation {0}")
    @ValueSource(ints = {1, 2})
    void answersEveryCallOverOneWebSocket(int generation) throws Exception {
        try (UniProxyNode node = node(generation, panel.node("", generation, TOKEN))) {
            assertAnswered(node.pollConfig(), 200, "\"base_config\"");
            assertAnswered(node.pollConfig(), 304, "");
            assertAnswered(node.pollUsers(), 200, "uuid");
            assertThat(node.userIds()).containsExactly(1);
            assertAnswered(node.pollUsers(), 304, "");
            assertAnswered(node.reportAlive(Map.of(1, List.of("203.0.113.7"))), 200, "{\"data\":true}");
            assertAnswered(node.pollAliveList(), 200, "{\"alive\":{\"1\":1}}");
            assertAnswered(node.pushTraffic(Map.of(generation, new Traffic(10, 20))), 200, "{\"data\":true}");
        }
        assertThat(panel.process().log().lines().filter(line -> line.contains("booked: {" + generation + "=[10, 20]}")))
                .hasSize(1);
    }

    @Test
    void metersNodesForActuator() throws Exception {
        try (UniProxyNode node = node(1, panel.node("", 1, TOKEN))) {
            assertAnswered(node.pollConfig(), 200, "\"base_config\"");
        }
        await().untilAsserted(() -> assertThat(panel.http("GET", "/actuator/metrics/panelws.requests", "")
                        .body())
                .contains("\"method\"", "\"outcome\"", "SUCCESS")
                .doesNotContain("UniProxy"));
        assertThat(panel.http("GET", "/actuator/metrics/panelws.connections.current", "")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void letsSecurityRefuseTheHandshakeOfAStranger(int generation) throws Exception {
        try (UniProxyNode stranger = node(generation, panel.node("", 1, "wrong"))) {
            Exchange exchange = stranger.pollConfig();
            assertRefused(exchange, 403);
            assertThat(exchange.status()).isEqualTo(403);
            assertThat(exchange.text()).isEqualTo("{\"message\":\"The token is wrong.\"}");
        }
    }

    /** The filter is behind all others, those without an order among them, and takes the panel's own authenticator. */
    @ParameterizedTest
    @CsvSource({"665, 503", "666, 410"})
    void letsThePanelsOwnBeansRefuseTheHandshake(int id, int status) throws Exception {
        try (UniProxyNode node = node(1, panel.node("", id, TOKEN))) {
            assertRefused(node.pollConfig(), status);
        }
    }

    @Test
    void remembersPushesInThePanelsOwnStore() throws Exception {
        try (UniProxyNode node = node(1, panel.node("", 30, TOKEN))) {
            assertAnswered(node.pushTraffic(Map.of(30, new Traffic(1, 2))), 200, "");
        }
        assertThat(panel.process().log()).contains("replay store: claim");
    }

    @Test
    void givesThePanelsControllersTheNodes() throws Exception {
        try (UniProxyNode node = node(1, panel.node("", 40, TOKEN))) {
            assertAnswered(node.pollAliveList(), 200, "");
            assertThat(panel.http("GET", "/admin/nodes", "").body()).contains("\"40\"");
            HttpResponse<String> cutOff = panel.http("POST", "/admin/nodes/cut-off/40", "");
            assertThat(cutOff.body()).isEqualTo("1");
            await().until(() -> !panel.http("GET", "/admin/nodes", "").body().contains("\"40\""));
        }
    }

    /** What came over HTTP and over the message differs in nothing that is not of the connection. */
    @ParameterizedTest
    @CsvSource({
        "GET,  /api/v1/server/UniProxy/config",
        "GET,  /api/v1/server/UniProxy/alivelist",
        "GET,  /robots.txt",
        "GET,  /no/such/page",
        "POST, /api/v1/server/UniProxy/push",
        "POST, /api/v1/server/UniProxy/config"
    })
    void answersAsOverHttp(String method, String path) throws Exception {
        String body = method.equals("POST") ? "{\"50\":[1,2]}" : "";
        HttpResponse<String> overHttp = panel.http(method, path, body);
        try (Requester node = client(2, panel.node("", 7, TOKEN))) {
            Exchange exchange = node.exchange(new WsRequest(
                    method,
                    path,
                    Map.of("Accept", List.of("application/json"), "Content-Type", List.of("application/json")),
                    body.getBytes()));
            assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
            assertThat(exchange.status()).isEqualTo(overHttp.statusCode());
            assertThat(compared(exchange.response().headers()))
                    .isEqualTo(compared(overHttp.headers().map()));
            assertThat(withoutTime(exchange.text())).isEqualTo(withoutTime(overHttp.body()));
        }
    }

    private static Map<String, List<String>> compared(Map<String, List<String>> headers) {
        Map<String, List<String>> compared = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        compared.putAll(headers);
        compared.keySet().removeIf(name -> NOT_COMPARED.contains(name.toLowerCase(Locale.ROOT)));
        return compared;
    }

    private static String withoutTime(String json) {
        return json.replaceAll("\"timestamp\":\"[^\"]*\"", "");
    }

    @Test
    void runsRequestsOnPlatformThreads() throws Exception {
        assertThat(threads(panel)).allMatch(thread -> thread.startsWith("Thread["));
    }

    @Test
    void runsRequestsOnVirtualThreadsWhereThePanelDoesSo() throws Exception {
        Optional<Jdk> java = Jdk.newest(21);
        assumeTrue(java.isPresent(), "virtual threads need a JDK of version 21 or later beside this one");
        try (SpringBootPanel virtual = new SpringBootPanel(
                variant, "virtual", java.get(), Map.of(), "--spring.threads.virtual.enabled=true")) {
            assertThat(threads(virtual)).allMatch(thread -> thread.startsWith("VirtualThread["));
        }
    }

    /** Those of the same request over HTTP, alone over WebSocket, and side by side with others. */
    private static List<String> threads(SpringBootPanel panel) throws Exception {
        String overHttp = panel.http("GET", API + "config", "")
                .headers()
                .firstValue("X-Served-By")
                .orElseThrow();
        WsRequest request = new WsRequest("GET", API + "config", Map.of(), new byte[0]);
        try (Requester serial = client(1, panel.node("", 8, TOKEN));
                Requester concurrent = client(2, panel.node("", 9, TOKEN))) {
            List<Exchange> exchanges = new ArrayList<>(List.of(serial.exchange(request)));
            List<CompletableFuture<Exchange>> sideBySide = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                        try {
                            return concurrent.exchange(request);
                        } catch (NodeException | InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }))
                    .toList();
            sideBySide.forEach(exchange -> exchanges.add(exchange.join()));
            assertThat(exchanges).allMatch(exchange -> exchange.transport() == Transport.WEBSOCKET);
            List<String> threads = exchanges.stream()
                    .map(exchange ->
                            exchange.response().headers().get("X-Served-By").get(0))
                    .collect(Collectors.toList());
            threads.add(overHttp);
            return threads;
        }
    }

    /** What runs when the panel is asked to stop is answered; what comes then is booked by the next panel, and once. */
    @ParameterizedTest(name = "generation {0}")
    @ValueSource(ints = {1, 2})
    void answersAPushInProgressBeforeItStops(int generation, @TempDir Path folder) throws Exception {
        Path end = folder.resolve("end");
        SpringBootPanel next;
        try (SpringBootPanel stopping = start("stopping-" + generation, Map.of(), "--panel.slow-until=" + end);
                UniProxyNode node = node(generation, stopping.node("", 1, TOKEN))) {
            CompletableFuture<Exchange> push = CompletableFuture.supplyAsync(() -> push(node, 1));
            stopping.process().await("(to book: \\{1=\\[1, 1]})");
            stopping.process().signal("TERM");
            stopping.process().await("(Commencing graceful shutdown)");
            assertThat(push).isNotDone();
            // Longer than the second that Jetty leaves to idle connections when a connector shuts down.
            assertThatThrownBy(() -> push.get(2500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            Files.createFile(end);
            assertAnswered(push.get(), 200, "{\"data\":true}");
            assertThat(stopping.process().awaitExit()).isEqualTo(TERMINATED);
            assertThat(stopping.process().log())
                    .contains("Graceful shutdown complete")
                    .containsOnlyOnce(" booked: ");
            assertThatThrownBy(() -> node.pushTraffic(Map.of(2, new Traffic(2, 2))))
                    .isInstanceOf(NodeException.class);
            assertThat(stopping.process().log()).containsOnlyOnce("to book: ");
        }
        next = start("next-" + generation, Map.of());
        try (next;
                UniProxyNode node = node(generation, next.node("", 1, TOKEN))) {
            assertAnswered(node.pushTraffic(Map.of(2, new Traffic(2, 2))), 200, "{\"data\":true}");
            assertThat(next.process().log()).containsOnlyOnce(" booked: {2=[2, 2]}");
        }
    }

    private static Exchange push(UniProxyNode node, int user) {
        try {
            return node.pushTraffic(Map.of(user, new Traffic(user, user)));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isSwitchedOffByAProperty() throws Exception {
        try (SpringBootPanel without =
                        start("off", Map.of("PANELWS_ENABLED", "false"), "--spring.profiles.active=nodes");
                UniProxyNode node = node(1, without.node("", 1, TOKEN))) {
            Exchange exchange = node.pollConfig();
            assertRefused(exchange, 200);
            assertThat(exchange.status()).isEqualTo(200);
            assertThat(without.http("GET", "/admin/nodes", "").body()).isEqualTo("[]");
        }
    }

    /** It is before Spring Security, and mapped to the API only. */
    @Test
    void givesWayToAFilterOfThePanelsOwn() throws Exception {
        try (SpringBootPanel own = start(
                        "own-filter",
                        Map.of(),
                        "--spring.profiles.active=own-filter,nodes",
                        "--server.servlet.context-path=/panel");
                UniProxyNode node = node(1, own.node("/panel", 1, TOKEN));
                UniProxyNode elsewhere = node(1, own.node("/panel/edge", 2, TOKEN));
                UniProxyNode stranger = node(1, own.node("/panel", 3, "wrong"))) {
            assertAnswered(node.pollConfig(), 200, "\"base_config\"");
            assertThat(elsewhere.pollConfig().attempts().get(0).outcome()).isEqualTo(Outcome.REFUSED);
            Exchange overMessage = stranger.pollConfig();
            assertAnswered(overMessage, 403, "{\"message\":\"The token is wrong.\"}");
            assertThat(overMessage.response().headers()).containsEntry("Content-Length", List.of("33"));
            assertAnswered(stranger.pushTraffic(Map.of(9, new Traffic(9, 9))), 403, "The token is wrong.");
            assertThat(own.process().log()).doesNotContain("to book: ");
            assertThat(own.http("GET", "/panel/admin/nodes", "").body()).isEqualTo("[\"1\",\"3\"]");
        }
    }

    @Test
    void servesUnderAContextPathWithOptionsFromTheEnvironment() throws Exception {
        Map<String, String> environment = Map.of("PANELWS_MAXCONNECTIONS", "1", "PANELWS_PORT", "tcp://10.0.0.1:80");
        try (SpringBootPanel under = start("context-path", environment, "--server.servlet.context-path=/panel");
                UniProxyNode node = node(1, under.node("/panel", 1, TOKEN));
                UniProxyNode oneTooMany = node(2, under.node("/panel", 2, TOKEN))) {
            assertAnswered(node.pollConfig(), 200, "\"base_config\"");
            assertAnswered(node.pushTraffic(Map.of(1, new Traffic(1, 2))), 200, "{\"data\":true}");
            assertRefused(oneTooMany.pollConfig(), 503);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--panel-ws.max-message-byte=1 | there is no property panel-ws.max-message-byte; known are",
                "--panel-ws.keep-alive=often | the option keepAlive has the value 'often': expected a duration",
                "--panel-ws.handshake-auth=class:Gate | filter 'panelWsFilter' cannot start: handshakeAuth names"
            })
    void doesNotStartWithAWrongOption(String argument, String sentence) throws Exception {
        try (SpringBootPanel wrong = start("wrong", Map.of(), argument)) {
            assertThat(wrong.process().awaitExit()).isEqualTo(1);
            assertThat(wrong.process().log())
                    .contains(
                            "APPLICATION FAILED TO START",
                            "Description:\n\npanel-ws: " + sentence,
                            "Action:\n\nCorrect");
        }
    }

    @Test
    void saysOnTomcatThatItNeedsJetty() throws Exception {
        assertNeedsJetty("tomcat", "Apache Tomcat");
    }

    final void assertNeedsJetty(String server, String name) throws Exception {
        try (SpringBootPanel other = new SpringBootPanel(variant + "-" + server, "start", Jdk.current(), Map.of())) {
            assertThat(other.process().awaitExit()).isEqualTo(1);
            assertThat(other.process().log())
                    .contains("APPLICATION FAILED TO START")
                    .contains(
                            "panel-ws: it runs inside Eclipse Jetty 12, and this application's server is another one ("
                                    + name)
                    .contains("add spring-boot-starter-jetty")
                    .doesNotContain("\tat ");
        }
    }
}
