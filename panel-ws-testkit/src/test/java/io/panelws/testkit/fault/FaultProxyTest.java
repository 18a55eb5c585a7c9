package io.panelws.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.PanelWsOptions;
import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a node of generation 1 sees of each fault, and how often a panel without the guard executes its push. */
class FaultProxyTest {

    /** For nodes that wait in vain. The others have time enough for the slowest machine. */
    private static final Duration IMPATIENT = Duration.ofMillis(700);

    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final What SHORT = new What.Delay(Duration.ofMillis(40), 1);
    private static final What LONG = new What.Delay(Duration.ofMillis(2100), 1);
    private static final String SENT_AGAIN = "websocket 1 BROKEN, websocket 2 ANSWERED";
    private static final String OVER_HTTP = "websocket 1 TIMED_OUT, websocket 2 TIMED_OUT, http 0 ANSWERED";

    private final SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT.withPanelWs(
            PanelWsOptions.builder().replayGuard(false).build()));
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        panel.close();
    }

    /** The first exchange loads classes, for longer than an impatient node waits. */
    @BeforeAll
    static void warmUp() throws Exception {
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT);
                FaultProxy proxy = FaultProxy.start(panel.wsUrl(), FaultPlan.NONE);
                UniProxyNode node = new UniProxyNode(
                        new NodeClient(NodeOptions.overWebSocket(proxy.wsUrl(), "vless", 1, "secret")))) {
            node.pushTraffic(Map.of(1, new Traffic(1, 1)));
        }
    }

    static Stream<Arguments> faults() {
        What reset = new What.Reset();
        What close = new What.Close(1001);
        What stall = new What.Stall();
        What truncate = new What.Truncate();
        return Stream.of(
                row(When.AT_HANDSHAKE, reset, 1, "websocket 1 UNREACHABLE, http 0 ANSWERED"),
                row(When.AT_HANDSHAKE, truncate, 1, "websocket 1 UNREACHABLE, http 0 ANSWERED"),
                row(When.AT_HANDSHAKE, stall, 1, "websocket 1 TIMED_OUT, http 0 ANSWERED"),
                row(When.AT_HANDSHAKE, LONG, 1, "websocket 1 TIMED_OUT, http 0 ANSWERED"),
                row(When.AT_HANDSHAKE, SHORT, 1, "websocket 1 ANSWERED"),
                row(When.AT_HANDSHAKE, close, 1, SENT_AGAIN),
                row(When.ON_REQUEST, reset, 1, SENT_AGAIN),
                row(When.ON_REQUEST, close, 1, SENT_AGAIN),
                row(When.ON_REQUEST, stall, 1, OVER_HTTP),
                row(When.ON_REQUEST, LONG, 1, OVER_HTTP),
                row(When.ON_REQUEST, SHORT, 1, "websocket 1 ANSWERED"),
                row(When.BEFORE_RESPONSE, reset, 2, SENT_AGAIN),
                row(When.BEFORE_RESPONSE, close, 2, SENT_AGAIN),
                row(When.BEFORE_RESPONSE, stall, 2, OVER_HTTP),
                row(When.BEFORE_RESPONSE, LONG, 2, OVER_HTTP),
                row(When.BEFORE_RESPONSE, SHORT, 1, "websocket 1 ANSWERED"),
                row(When.BEFORE_RESPONSE, new What.MalformedText(), 2, SENT_AGAIN),
                row(When.BEFORE_RESPONSE, new What.WrongId(), 1, "websocket 1 ANSWERED"),
                row(When.BEFORE_RESPONSE, new What.Reorder(), 2, OVER_HTTP),
                row(When.WITHIN_RESPONSE, reset, 2, SENT_AGAIN),
                row(When.WITHIN_RESPONSE, close, 2, SENT_AGAIN),
                row(When.WITHIN_RESPONSE, truncate, 2, SENT_AGAIN),
                row(When.WITHIN_RESPONSE, stall, 2, OVER_HTTP),
                row(When.WITHIN_RESPONSE, LONG, 2, OVER_HTTP),
                row(When.WITHIN_RESPONSE, SHORT, 1, "websocket 1 ANSWERED"));
    }

    private static Arguments row(When when, What what, int executions, String ways) {
        return Arguments.of(new Fault(when, what), executions, ways);
    }

    @ParameterizedTest(name = "{0}: executed {1} times")
    @MethodSource("faults")
    void doesWhatThePlanSays(Fault fault, int executions, String ways) throws Exception {
        FaultProxy proxy = FaultProxy.start(panel.wsUrl(), FaultPlan.script(fault));
        try (proxy;
                UniProxyNode node = node(proxy.wsUrl(), ways.contains("TIMED_OUT") ? IMPATIENT : PATIENT)) {
            Exchange exchange = node.pushTraffic(Map.of(1, new Traffic(10, 20)));

            assertThat(exchange.status()).isEqualTo(200);
            assertThat(String.join(", ", ways())).isEqualTo(ways);
            assertThat(proxy.counts()).containsExactly(Map.entry(fault.kind(), 1L));
        }
        panel.close();
        assertThat(panel.store().pushes()).isEqualTo(executions);
    }

    @Test
    void endsTheConnectionBehindAnAnswer() throws Exception {
        FaultPlan plan = FaultPlan.script(
                new Fault(When.AFTER_RESPONSE, new What.Close(1001)), new Fault(When.AFTER_RESPONSE, new What.Reset()));
        try (FaultProxy proxy = FaultProxy.start(panel.wsUrl(), plan);
                UniProxyNode node = node(proxy.wsUrl())) {
            node.pollConfig();
            node.pollConfig();
            node.pollConfig();
            assertThat(ways())
                    .containsExactly(
                            "websocket 1 ANSWERED",
                            "websocket 1 BROKEN",
                            "websocket 2 ANSWERED",
                            "websocket 2 BROKEN",
                            "websocket 3 ANSWERED");
        }
    }

    @Test
    void givesASecondAnswerThatTheNodeTakesForTheNext() throws Exception {
        FaultPlan plan = FaultPlan.at(0, 1, new Fault(When.AFTER_RESPONSE, new What.SecondAnswer()));
        try (FaultProxy proxy = FaultProxy.start(panel.wsUrl(), plan);
                UniProxyNode node = node(proxy.wsUrl())) {
            node.pollConfig();
            node.pushTraffic(Map.of(1, new Traffic(1, 2)));
            assertThat(node.pollAliveList().text()).isEqualTo("{\"data\":true}");
        }
    }

    @Test
    void doesNotTouchPlainHttp() throws Exception {
        FaultPlan always = (connection, exchange) -> Optional.of(new Fault(When.AT_HANDSHAKE, new What.Reset()));
        try (FaultProxy proxy = FaultProxy.start(panel.wsUrl(), always);
                UniProxyNode node = node(proxy.wsUrl())) {
            for (int i = 0; i < 5; i++) {
                assertThat(node.pollUsers().isSuccess()).isTrue();
            }
            assertThat(ways()).startsWith("websocket 1 UNREACHABLE").hasSize(6);
            assertThat(proxy.httpUrl()).hasPort(proxy.wsUrl().getPort());
        }
    }

    @Test
    void sendsNewConnectionsToAnotherPanel() throws Exception {
        FaultPlan plan = FaultPlan.at(0, 1, new Fault(When.ON_REQUEST, new What.Reset()));
        try (SamplePanel other = SamplePanel.start(SamplePanelOptions.DEFAULT);
                FaultProxy proxy = FaultProxy.start(panel.wsUrl(), plan);
                UniProxyNode node = node(proxy.wsUrl())) {
            node.pushTraffic(Map.of(1, new Traffic(1, 1)));
            proxy.retarget(other.wsUrl());
            node.pushTraffic(Map.of(1, new Traffic(2, 2)));
            assertThat(panel.store().pushes()).isEqualTo(1);
            assertThat(other.store().pushes()).isEqualTo(1);
        }
    }

    @Test
    void leavesNoThread() throws Exception {
        FaultPlan stalls = FaultPlan.script(new Fault(When.BEFORE_RESPONSE, new What.Stall()));
        try (FaultProxy proxy = FaultProxy.start(panel.wsUrl(), stalls);
                UniProxyNode node = node(proxy.wsUrl(), IMPATIENT)) {
            node.pollConfig();
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("fault-proxy")));
    }

    private UniProxyNode node(URI url) {
        return node(url, PATIENT);
    }

    private UniProxyNode node(URI url, Duration timeout) {
        NodeOptions options = NodeOptions.overWebSocket(url, "vless", 1, "secret")
                .withTimeout(timeout)
                .withHttpTimeout(PATIENT);
        return UniProxyNode.of(options, 1, InstantSource.system(), attempts::add);
    }

    private List<String> ways() {
        return attempts.stream()
                .map(a -> a.transport() + " " + a.connection() + " " + a.outcome())
                .toList();
    }
}
