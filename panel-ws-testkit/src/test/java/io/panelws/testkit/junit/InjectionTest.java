package io.panelws.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.fault.Fault;
import io.panelws.testkit.fault.FaultPlan;
import io.panelws.testkit.fault.FaultProxy;
import io.panelws.testkit.fault.What;
import io.panelws.testkit.fault.When;
import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.ConcurrentNodeClient;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Requester;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.PanelStore;
import io.panelws.testkit.panel.RecordedExchange;
import io.panelws.testkit.panel.RecordingPanel;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The extension as it is used. */
@PanelWsTest
class InjectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RecordingPanel ofTheConstructor;

    @Given
    private RecordingPanel panel;

    @AsNode(id = 7)
    private UniProxyNode seventh;

    private int pushesBefore;

    InjectionTest(RecordingPanel panel) {
        this.ofTheConstructor = panel;
    }

    @BeforeEach
    void push(UniProxyNode node, PanelStore store) throws Exception {
        node.pushTraffic(Map.of(1, new Traffic(1, 2)));
        pushesBefore = store.pushes();
    }

    @Test
    void givesATestOnePanelWhereverItAsksForIt(RecordingPanel parameter) {
        assertThat(parameter).isSameAs(panel).isSameAs(ofTheConstructor);
    }

    @Test
    void givesEachNodeTheIdentityThatItIsDeclaredWith(
            @AsNode(type = "trojan", id = 3) UniProxyNode third, UniProxyNode first) throws Exception {
        panel.takeExchange(PATIENCE);
        seventh.pollConfig();
        third.pollConfig();
        first.pollConfig();
        assertThat(panel.exchanges())
                .extracting(recorded -> recorded.request().query())
                .containsExactly(
                        "node_id=7&node_type=vless&token=secret",
                        "node_id=3&node_type=trojan&token=secret",
                        "node_id=1&node_type=vless&token=secret");
    }

    @Test
    void letsANodeShowAnotherToken(@AsNode(token = "wrong") UniProxyNode stranger) throws Exception {
        Exchange exchange = stranger.pollConfig();
        assertThat(exchange.transport()).isEqualTo(Transport.HTTP);
        assertThat(exchange.status()).isEqualTo(403);
    }

    @Test
    void givesClientsOfTheirOwn(NodeClient one, NodeClient other) {
        assertThat(one).isNotSameAs(other);
    }

    @Test
    void givesNodesOfEitherGeneration(
            @AsNode(generation = 2) UniProxyNode node,
            @AsNode(generation = 2) Requester requester,
            ConcurrentNodeClient client,
            Requester first)
            throws Exception {
        assertThat(requester).isInstanceOf(ConcurrentNodeClient.class).isNotSameAs(client);
        assertThat(first).isInstanceOf(NodeClient.class);
        assertThat(node.pollConfig().transport()).isEqualTo(Transport.WEBSOCKET);
        assertThat(panel.exchanges()).hasSize(2);
    }

    @Test
    void letsTimePassWhenTheTestSaysSo(@AsNode(token = "wrong") UniProxyNode stranger, SettableClock clock)
            throws Exception {
        stranger.pollConfig();
        clock.advance(Duration.ofMillis(59_999));
        assertThat(stranger.pollConfig().attempts())
                .extracting(Attempt::transport)
                .containsExactly(Transport.HTTP);
        clock.advance(Duration.ofMillis(1));
        assertThat(stranger.pollConfig().attempts())
                .extracting(Attempt::transport)
                .containsExactly(Transport.WEBSOCKET, Transport.HTTP);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void startsANewPanelForEveryInvocation(int round, PanelStore store) {
        assertThat(pushesBefore).isEqualTo(1);
        assertThat(store.pushes()).isEqualTo(1);
    }

    @Nested
    class InANestedClass {

        @Test
        void givesThePanelOfTheTest(RecordingPanel parameter) throws Exception {
            RecordedExchange push = panel.takeExchange(PATIENCE);
            assertThat(push.request().path()).isEqualTo("/api/v1/server/UniProxy/push");
            assertThat(parameter).isSameAs(panel);
        }
    }

    @Nested
    @PanelWsTest(token = "another")
    class InANestedClassWithSettingsOfItsOwn {

        @Test
        void takesThose(UniProxyNode node) throws Exception {
            node.pollConfig();
            assertThat(panel.exchanges())
                    .extracting(recorded -> recorded.request().query())
                    .allMatch(query -> query.endsWith("&token=another"))
                    .hasSize(2);
            assertThat(pushesBefore).isEqualTo(1);
        }
    }

    @Nested
    @PanelWsTest(faults = true)
    class BehindFaults {

        @Test
        void losesWhatThePlanSays(
                Faults faults, FaultProxy proxy, @AsNode(timeoutMillis = 300) UniProxyNode node, PanelStore store)
                throws Exception {
            // Connection 0 is that of the node that pushes before each test.
            int before = store.pushes();
            faults.plan(FaultPlan.at(1, 0, new Fault(When.BEFORE_RESPONSE, new What.Stall())));
            Exchange push = node.pushTraffic(Map.of(2, new Traffic(3, 4)));
            assertThat(push.attempts()).first().extracting(Attempt::outcome).isEqualTo(Outcome.TIMED_OUT);
            assertThat(store.pushes()).isEqualTo(before + 1);
            assertThat(faults.counts()).isEqualTo(proxy.counts()).isEqualTo(Map.of("before-response stall", 1L));
            assertThat(proxy.wsUrl()).isNotEqualTo(panel.wsUrl());
        }
    }
}
