package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import io.panelws.api.WsRequest;
import io.panelws.testkit.node.AttemptListener;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.Fleet;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.TrafficBook;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The panel behind a proxy that is set up as docs/proxies.md says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProxyTests {

    static final String API = "/api/v1/server/UniProxy/";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PUSHERS = 6;
    /** A cooldown of 60 s is over in 0.6 s. */
    private static final int HASTE = 100;

    private static final AtomicInteger USERS = new AtomicInteger(1000);
    /** What a node may claim of itself: all that Jetty would believe. */
    private static final Map<String, List<String>> LIES = Map.of(
            "Forwarded", List.of("for=203.0.113.9;proto=http;host=evil.example"),
            "X-Forwarded-For", List.of("203.0.113.9", "203.0.113.8"),
            "X-Forwarded-Proto", List.of("gopher"),
            "X-Forwarded-Host", List.of("evil.example"),
            "X-Forwarded-Port", List.of("666"),
            "X-Forwarded-Server", List.of("evil.example"),
            "X-Proxied-Https", List.of("on"),
            "Proxy-Ssl-Id", List.of("1"),
            "Proxy-Auth-Cert", List.of("1"));

    private final String name;
    private final SSLContext before = defaultTls();
    private ProxiedPanels panels;
    private Authority authority;
    private ReverseProxy.Setting setting;
    private ReverseProxy proxy;

    ProxyTests(String name) {
        this.name = name;
    }

    @RegisterExtension
    final TestWatcher logOfFailures = new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
            panels.print();
            System.out.println("--- log of the proxy ---\n" + proxy.log());
        }
    };

    /** Skips the test where the proxy is not installed. */
    abstract void requireProxy();

    abstract ReverseProxy create(ReverseProxy.Setting setting);

    abstract boolean passesBytes();

    @BeforeAll
    final void start() throws Exception {
        requireProxy();
        Path work = Path.of(System.getProperty("panelws.work")).toAbsolutePath().resolve("proxy-" + name);
        authority = Authority.create(work.resolve("authority"));
        SSLContext.setDefault(authority.trust());
        panels = new ProxiedPanels("jetty-" + name, authority);
        panels.await();
        setting = new ReverseProxy.Setting(
                work.resolve("page"), authority, panels.port(), panels.tlsPort(), "90s", "", true);
        proxy = create(setting);
        proxy.start();
    }

    @AfterAll
    final void stop() {
        SSLContext.setDefault(before);
        if (proxy != null) {
            proxy.close();
        }
        if (panels != null) {
            panels.close();
        }
    }

    final ReverseProxy.Setting setting() {
        return setting;
    }

    final ReverseProxy proxy() {
        return proxy;
    }

    @ParameterizedTest(name = "{0}, generation {1}")
    @CsvSource({"edge,1", "edge,2", "tls,1", "tls,2"})
    void answersEveryCallOverOneWebSocket(String way, int generation) throws Exception {
        try (UniProxyNode node = new UniProxyNode(client(url(way), generation))) {
            List<Exchange> exchanges = List.of(
                    node.pollConfig(),
                    node.pollConfig(),
                    node.pollUsers(),
                    node.pollAliveList(),
                    node.pushTraffic(Map.of(USERS.incrementAndGet(), new Traffic(1, 2))),
                    node.reportAlive(Map.of(1, List.of("203.0.113.7"))));
            assertThat(exchanges).extracting(Exchange::status).containsExactly(200, 304, 200, 200, 200, 200);
            assertThat(exchanges).allSatisfy(exchange -> assertThat(exchange.attempts())
                    .singleElement()
                    .satisfies(attempt -> {
                        assertThat(attempt.transport()).isEqualTo(Transport.WEBSOCKET);
                        assertThat(attempt.connection()).isEqualTo(1);
                    }));
        }
    }

    @ParameterizedTest(name = "generation {0}")
    @ValueSource(ints = {1, 2})
    void servesANodeInGo(int generation) throws Exception {
        GoNode.Run run = GoNode.run(
                ProxiedPanels.TOKEN,
                "-generation=" + generation,
                "-url=https://127.0.0.1:" + proxy.tls,
                "-ws=wss://127.0.0.1:" + proxy.tls,
                "-ca=" + authority.certificate(),
                "-rounds=2");
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.seen()).hasSize(10).allMatch(seen -> seen.startsWith("ws 1 "));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"edge", "tls"})
    void showsThePanelWhereANodeComesFromWhateverItSaysItself(String way) throws Exception {
        int port = way.equals("tls") ? proxy.tls : proxy.plain;
        String scheme = way.equals("tls") ? "https" : "http";
        try (Elsewhere from = new Elsewhere(port);
                Requester node = client(URI.create(url(way).toString().replace(":" + port, ":" + from.port())), 1)) {
            // The first request's headers are those of the handshake too, the second one's are in a message alone.
            for (int messages = 0; messages < 2; messages++) {
                Exchange exchange = node.exchange(get(API + "seen", LIES));
                assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
                assertThat(exchange.text())
                        .isEqualTo("{\"address\":\"%s\",\"scheme\":\"%s\",\"secure\":%s,\"host\":\"127.0.0.1\","
                                        .formatted(Elsewhere.ADDRESS, scheme, way.equals("tls"))
                                + "\"port\":%d,\"forwardedFor\":[\"%s\"],\"upgrade\":[]}"
                                        .formatted(from.port(), Elsewhere.ADDRESS));
            }
        }
    }

    /** A host without a port, as nodes ask for it where the port is the usual one, leaves room for claims about the port. */
    @Test
    void showsThePanelThePortThatANodeHasAskedForWhateverItSaysItself() throws Exception {
        List<String> headers = new ArrayList<>(List.of("Connection: close"));
        LIES.forEach((header, values) -> values.forEach(value -> headers.add(header + ": " + value)));
        String answer = RawRequest.untilTheEnd(
                proxy.plain,
                "/edge" + API + "seen?node_id=1&node_type=vless&token=" + ProxiedPanels.TOKEN,
                "panel.example",
                headers.toArray(String[]::new));
        assertThat(answer)
                .contains("{\"address\":\"127.0.0.1\",\"scheme\":\"http\",\"secure\":false,"
                        + "\"host\":\"panel.example\",\"port\":80,");
    }

    /** Why the page says that nobody else may reach Jetty's port. */
    @Test
    void believesWhoeverReachesJettyItself() throws Exception {
        try (Requester node = client(URI.create("ws://127.0.0.1:" + setting.jetty()), 1)) {
            assertThat(node.exchange(get(API + "seen", LIES)).text()).contains("\"address\":\"203.0.113.9\"");
        }
    }

    @Test
    void passesNoUpgradeToAnythingButWebSocket() throws Exception {
        String answer = RawRequest.untilTheEnd(
                proxy.plain,
                "/edge" + API + "seen?node_id=1&node_type=vless&token=" + ProxiedPanels.TOKEN,
                "panel.example",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAAP__",
                "Connection: close, Upgrade, HTTP2-Settings");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"upgrade\":[]");
    }

    @ParameterizedTest(name = "generation {0}")
    @ValueSource(ints = {1, 2})
    void passesBytesAndTheAddressToAPanelThatDoesTlsItself(int generation) throws Exception {
        assumeTrue(passesBytes(), "nginx has no stream module here (Debian: libnginx-mod-stream)");
        try (Elsewhere from = new Elsewhere(proxy.bytes);
                Requester node = client(URI.create("wss://127.0.0.1:" + from.port()), generation)) {
            Exchange exchange = node.exchange(get(API + "seen", LIES));
            assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
            assertThat(exchange.text())
                    .startsWith("{\"address\":\"127.0.0.2\",\"scheme\":\"https\",\"secure\":true,"
                            + "\"host\":\"127.0.0.1\",\"port\":" + from.port() + ",");
        }
    }

    /** Jetty takes both, so the warning stands for this port as well. */
    @Test
    void servesWhoeverReachesThatPortWithoutTheProxyProtocolToo() throws Exception {
        try (Requester node = client(URI.create("wss://127.0.0.1:" + setting.jettyTls()), 1)) {
            assertThat(node.exchange(get(API + "seen", LIES)).text()).startsWith("{\"address\":\"127.0.0.1\",");
        }
    }

    @Test
    void cutsWhatIsSilentLongerThanItWaitsAndNothingElse() throws Exception {
        try (ReverseProxy impatient = create(setting.withIdle("1s"))) {
            impatient.start();
            URI silent = URI.create("ws://127.0.0.1:" + impatient.plain + "/edge");
            URI chatty = URI.create(silent + ProxiedPanels.CHATTY);
            try (UniProxyNode silent1 = new UniProxyNode(client(silent, 1));
                    UniProxyNode silent2 = new UniProxyNode(client(silent, 2));
                    UniProxyNode chatty1 = new UniProxyNode(client(chatty, 1));
                    UniProxyNode chatty2 = new UniProxyNode(client(chatty, 2))) {
                for (UniProxyNode node : List.of(silent1, silent2, chatty1, chatty2)) {
                    assertThat(node.pollConfig().transport()).isEqualTo(Transport.WEBSOCKET);
                }
                // Two more that are silent, one after the other: when the proxy has cut them, it has cut those as well.
                for (int cuts = 0; cuts < 2; cuts++) {
                    awaitCut(impatient.plain);
                }
                int user = USERS.incrementAndGet();
                assertThat(ways(chatty1.pollConfig())).containsExactly("1 ANSWERED");
                assertThat(ways(chatty2.pollConfig())).containsExactly("1 ANSWERED");
                assertThat(ways(silent1.pushTraffic(Map.of(user, new Traffic(1, 0)))))
                        .containsExactly("1 BROKEN", "2 ANSWERED");
                assertThat(ways(silent2.pushTraffic(Map.of(user, new Traffic(2, 0)))))
                        .containsExactly("2 ANSWERED");
                assertThat(book(user)).isEqualTo(new TrafficBook(3, 0, 2));
            }
        }
    }

    private static void awaitCut(int port) throws Exception {
        assertThat(RawRequest.untilTheEnd(
                        port,
                        "/edge" + API + "config?node_id=1&node_type=vless&token=" + ProxiedPanels.TOKEN,
                        "panel.example",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="))
                .startsWith("HTTP/1.1 101");
    }

    private static List<String> ways(Exchange exchange) {
        return exchange.attempts().stream()
                .map(attempt -> attempt.connection() + " " + attempt.outcome())
                .toList();
    }

    @Test
    void leavesNodesAloneWhenItIsReloaded() throws Exception {
        pushing(setting, (running, pushers) -> {
            running.reload();
            awaitAll(pushers, Pusher::isWellOverWebSocket);
            assertThat(pushers).allSatisfy(pusher -> {
                assertThat(pusher.connection()).isEqualTo(1);
                assertThat(pusher.unanswered()).isZero();
            });
        });
    }

    @Test
    void losesNothingWhenItEndsOldConnectionsAfterAReload() throws Exception {
        pushing(setting.withShutdown("1s"), (running, pushers) -> {
            running.reload();
            awaitAll(pushers, pusher -> pusher.connection() > 1 && pusher.isWellOverWebSocket());
            assertThat(pushers)
                    .allSatisfy(pusher -> assertThat(pusher.unanswered()).isZero());
        });
    }

    @Test
    void losesNothingThatWasAnsweredWhenItIsRestarted() throws Exception {
        pushing(setting.withShutdown("2s"), (running, pushers) -> {
            for (int restarts = 0; restarts < 2; restarts++) {
                running.restart();
                pushers.forEach(Pusher::countAnew);
                awaitAll(pushers, Pusher::isWellOverWebSocket);
            }
        });
    }

    private interface Operation {
        void on(ReverseProxy running, List<Pusher> pushers) throws Exception;
    }

    /** Operates a proxy while nodes push through it, and compares the panel's books with theirs. */
    private void pushing(ReverseProxy.Setting with, Operation operation) throws Exception {
        List<Pusher> pushers = new ArrayList<>();
        try (ReverseProxy running = create(with)) {
            running.start();
            for (int i = 0; i < PUSHERS; i++) {
                String way =
                        i % 2 == 0 ? "ws://127.0.0.1:" + running.plain + "/edge" : "wss://127.0.0.1:" + running.tls;
                pushers.add(new Pusher(
                        new UniProxyNode(client(URI.create(way), 1 + i / 2 % 2, 1 + i)), USERS.addAndGet(100)));
            }
            try (Fleet fleet = Fleet.start(PUSHERS, pushers, Duration.ZERO)) {
                awaitAll(pushers, Pusher::isWellOverWebSocket);
                pushers.forEach(Pusher::countAnew);
                operation.on(running, pushers);
                assertThat(fleet.stop(PATIENCE)).isTrue();
                assertThat(fleet.failures()).isEmpty();
            }
        } finally {
            pushers.forEach(Pusher::close);
        }
        for (Pusher pusher : pushers) {
            books(pusher.firstUser(), pusher.lastUser()).forEach((user, book) -> assertThat(pusher.wrongIn(user, book))
                    .isEmpty());
        }
    }

    private static void awaitAll(List<Pusher> pushers, Predicate<Pusher> what) {
        Awaitility.await().atMost(PATIENCE).until(() -> pushers.stream().allMatch(what));
    }

    private TrafficBook book(int user) throws Exception {
        return books(user, user).get(user);
    }

    private Map<Integer, TrafficBook> books(int from, int to) throws Exception {
        try (Requester node = client(URI.create("ws://127.0.0.1:" + setting.jetty()), 1)) {
            String text = node.exchange(get(API + "books/" + from + "/" + to, Map.of()))
                    .text();
            assertThat(text).startsWith("{");
            return new Gson().fromJson(text, new TypeToken<Map<Integer, TrafficBook>>() {}.getType());
        }
    }

    private URI url(String way) {
        return URI.create(
                way.equals("tls") ? "wss://127.0.0.1:" + proxy.tls : "ws://127.0.0.1:" + proxy.plain + "/edge");
    }

    static WsRequest get(String path, Map<String, List<String>> headers) {
        return new WsRequest("GET", path, headers, new byte[0]);
    }

    static Requester client(URI url, int generation) {
        return client(url, generation, 1);
    }

    private static Requester client(URI url, int generation, int id) {
        NodeOptions options = NodeOptions.overWebSocket(url, "vless", id, ProxiedPanels.TOKEN);
        Instant start = Instant.now();
        InstantSource fast =
                () -> start.plus(Duration.between(start, Instant.now()).multipliedBy(HASTE));
        return Requester.of(options, generation, fast, AttemptListener.NONE);
    }

    private static SSLContext defaultTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
