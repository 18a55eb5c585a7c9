package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsCodec;
import io.panelws.api.WsLimits;
import io.panelws.api.WsRequest;
import io.panelws.testkit.fault.Fault;
import io.panelws.testkit.fault.FaultPlan;
import io.panelws.testkit.fault.FaultProxy;
import io.panelws.testkit.fault.What;
import io.panelws.testkit.fault.When;
import io.panelws.testkit.node.ConcurrentNodeClient;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.TrafficQuery;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.PanelServer;
import io.panelws.testkit.panel.PanelSource;
import io.panelws.testkit.panel.PanelStore;
import io.panelws.testkit.panel.RecordedRequest;
import io.panelws.testkit.panel.RecordingPanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import io.panelws.testkit.panel.TrafficBook;
import io.panelws.testkit.panel.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node in Go writes is, byte for byte, what the testkit's node writes; what it reads is what the panel says. */
class GoNodeMessagesIT {

    private static final String TOKEN = "hush/0d9c&+";
    private static final String ODD = "/api/v1/server/UniProxy/config?a=<b>&c='中\u2028";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final WsCodec CODEC = new WsCodec(WsLimits.NONE);
    private static final Map<String, List<String>> HEADERS =
            Map.of("Accept", List.of("application/json"), "Content-Type", List.of("application/json"));

    private final PanelServer server = PanelServer.start(samplePanel());
    private final RecordingPanel panel = server.open();

    private static PanelSource samplePanel() {
        return PanelSource.sample(SamplePanelOptions.DEFAULT
                .withToken(TOKEN)
                .withUsers(User.sample(20).subList(8, 20)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "generation {0}")
    @ValueSource(ints = {1, 2})
    void writesWhatTheTestkitsNodeWrites(int generation) throws Exception {
        GoNode.Run go =
                run(generation, panel.httpUrl().toString(), panel.wsUrl().toString(), "-rounds=2", "-get=" + ODD);
        assertThat(go.status()).as(go.output()).isZero();

        List<String> messages = new ArrayList<>();
        // Another panel: this one would take the same reports by another way for repetitions.
        PanelServer another = PanelServer.start(samplePanel());
        RecordingPanel other = another.open();
        NodeOptions options = NodeOptions.overWebSocket(other.wsUrl(), "vless", 1, TOKEN);
        try (another;
                Requester client = generation == 1
                        ? new NodeClient(options)
                        : new ConcurrentNodeClient(options, new TrafficQuery("vless-1", Map::of));
                UniProxyNode node = new UniProxyNode(client)) {
            for (int round = 1; round <= 2; round++) {
                Traffic traffic = new Traffic(round, 2L * round);
                messages.add(message(node.pollConfig()));
                messages.add(message(node.pollUsers()));
                messages.add(message(node.pollAliveList()));
                messages.add(message(client.exchange(new WsRequest("GET", ODD, new TreeMap<>(HEADERS), new byte[0]))));
                messages.add(message(node.pushTraffic(perUser(traffic))));
                messages.add(message(node.reportAlive(perUser(List.of("203.0.113.7")))));
            }
        }
        assertThat(go.lines().stream().map(line -> withoutId(line.message(), generation)))
                .containsExactlyInAnyOrderElementsOf(messages.stream()
                        .map(message -> withoutId(message, generation))
                        .toList());
        assertThat(recorded(panel)).containsExactlyInAnyOrderElementsOf(recorded(other));
        if (generation == 1) {
            assertThat(handshake(panel)).isEqualTo(handshake(other));
        }
    }

    /** As Go orders the names of an object: as text. */
    private static <T> Map<Integer, T> perUser(T value) {
        Map<Integer, T> all = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        List.of(9, 10, 11).forEach(user -> all.put(user, value));
        return all;
    }

    private static String message(Exchange exchange) {
        assertThat(exchange.attempts()).hasSize(1);
        return asGoEscapes(CODEC.encode(exchange.request()));
    }

    /** The one difference: Go's encoder writes for HTML too. What it means is the same. */
    private static String asGoEscapes(String message) {
        return message.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static String withoutId(String message, int generation) {
        assertThat(message).matches(generation == 1 ? "\\{\"method\".*" : "\\{\"id\":[1-9][0-9]*,\"method\".*");
        return message.replaceFirst("\"id\":\\d+,", "");
    }

    private static List<String> recorded(RecordingPanel panel) {
        return panel.exchanges().stream()
                .map(one -> one.transport() + " " + shown(one.request()) + " -> "
                        + one.response().status())
                .toList();
    }

    private static String handshake(RecordingPanel panel) throws InterruptedException {
        return shown(panel.takeHandshake(PATIENCE).request());
    }

    private static String shown(RecordedRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.keySet().removeAll(List.of("Host", "Sec-WebSocket-Key"));
        return request.method() + " " + request.path() + "?" + request.query() + " " + headers + " "
                + request.body().text();
    }

    @ParameterizedTest(name = "generation {0}, {1}")
    @CsvSource({"1,BEFORE_RESPONSE", "2,BEFORE_RESPONSE", "1,WITHIN_RESPONSE", "2,WITHIN_RESPONSE"})
    void isBilledOnceWhereTheAnswerToItsPushIsLost(int generation, When when) throws Exception {
        FaultPlan plan = FaultPlan.at(0, 3, new Fault(when, new What.Reset()));
        try (FaultProxy proxy = FaultProxy.start(panel.wsUrl(), plan)) {
            GoNode.Run go =
                    run(generation, proxy.httpUrl().toString(), proxy.wsUrl().toString());
            assertThat(go.status()).as(go.output()).isZero();
            assertThat(go.seen()).contains("ws 2 push 200").noneMatch(seen -> seen.startsWith("http"));
        }
        PanelStore store =
                panel.attribute(PanelStore.class.getName(), PanelStore.class).orElseThrow();
        assertThat(store.book(9)).isEqualTo(new TrafficBook(1, 2, 1));
        assertThat(store.pushes()).isEqualTo(1);
    }

    @Test
    void usesWebSocketAgainAfterTheCooldown() throws Exception {
        FaultPlan plan = FaultPlan.script(new Fault(When.AT_HANDSHAKE, new What.Reset()));
        try (FaultProxy proxy = FaultProxy.start(panel.wsUrl(), plan)) {
            GoNode.Run go = run(
                    1,
                    proxy.httpUrl().toString(),
                    proxy.wsUrl().toString(),
                    "-rounds=2",
                    "-cooldown=1s",
                    "-interval=1s");
            assertThat(go.status()).as(go.output()).isZero();
            assertThat(go.seen()).startsWith("http 0 config 200").endsWith("ws 2 alive 200");
        }
    }

    @Test
    void answersWhatThePanelAsks() throws Exception {
        try (AskingPanel asking = new AskingPanel()) {
            GoNode.Run go = run(2, asking.httpUrl(), asking.wsUrl(), "-get=/ask");
            assertThat(go.status()).as(go.output()).isZero();
            assertThat(asking.answers())
                    .containsExactlyInAnyOrder(
                            "71 200 {\"tag\":\"vless-1\",\"traffic\":[{\"UID\":5,\"Upload\":1,\"Download\":2}]}",
                            "72 200 {\"tag\":\"t\",\"traffic\":[]}",
                            "73 405 ",
                            "74 404 ");
        }
    }

    private static GoNode.Run run(int generation, String url, String ws, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-generation=" + generation, "-url=" + url, "-ws=" + ws));
        arguments.addAll(List.of(more));
        return GoNode.run(TOKEN, arguments.toArray(String[]::new));
    }
}
