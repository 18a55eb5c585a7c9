package io.panelws.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.fault.Fault;
import io.panelws.testkit.fault.FaultPlan;
import io.panelws.testkit.fault.FaultProxy;
import io.panelws.testkit.fault.What;
import io.panelws.testkit.fault.When;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing twice, to a panel that knows nothing of it. */
class GatewayReplayTest {

    private static final Fault LOST = new Fault(When.BEFORE_RESPONSE, new What.Reset());

    @Test
    void bringsAPushOnceWhoseAnswerIsLostOverWebSocket() throws Exception {
        push(FaultPlan.script(LOST), Transport.WEBSOCKET, "", 1);
    }

    @Test
    void bringsAPushOnceThatIsRepeatedOverPlainHttp() throws Exception {
        push(FaultPlan.script(LOST, LOST), Transport.HTTP, "", 1);
    }

    @Test
    void bringsItTwiceWithoutTheGuard() throws Exception {
        push(FaultPlan.script(LOST), Transport.WEBSOCKET, "false", 2);
    }

    private static void push(FaultPlan plan, Transport last, String guard, int times) throws Exception {
        try (PlainHttpPanel panel = PlainHttpPanel.agreeable();
                Gateway gateway = Gateway.start(
                        guard.isEmpty()
                                ? GatewayOptions.to(panel.url())
                                : GatewayOptions.to(panel.url()).withFilter("replayGuard", guard));
                FaultProxy network = FaultProxy.start(URI.create("ws://127.0.0.1:" + gateway.port()), plan);
                UniProxyNode node = new UniProxyNode(
                        new NodeClient(NodeOptions.overWebSocket(network.wsUrl(), "vless", 1, "s3cret")))) {
            Exchange exchange = node.pushTraffic(Map.of(1, new Traffic(10, 20)));

            assertThat(exchange.status()).isEqualTo(200);
            assertThat(exchange.transport()).isEqualTo(last);
            assertThat(panel.asked()).hasSize(times);
        }
    }
}
