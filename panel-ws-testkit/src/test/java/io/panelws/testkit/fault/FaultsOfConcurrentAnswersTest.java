package io.panelws.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The faults that only a node of generation 2 can tell from silence, since its answers have ids. */
class FaultsOfConcurrentAnswersTest {

    private final SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT);
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        panel.close();
    }

    @Test
    void anAnswerComesBehindTheNextOne() throws Exception {
        try (FaultProxy proxy = proxy(new What.Reorder(), When.BEFORE_RESPONSE);
                UniProxyNode node = node(proxy, Duration.ofSeconds(10))) {
            CompletableFuture<Exchange> first = CompletableFuture.supplyAsync(() -> {
                try {
                    return node.pollConfig();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            await().until(() -> !proxy.counts().isEmpty());
            assertThat(first).isNotDone();
            node.pollAliveList();
            assertThat(first.join().text()).contains("server_port");
            assertThat(attempts).hasSize(2);
        }
    }

    @Test
    void anAnswerWithAWrongIdIsNoAnswer() throws Exception {
        try (FaultProxy proxy = proxy(new What.WrongId(), When.BEFORE_RESPONSE);
                UniProxyNode node = node(proxy, Duration.ofMillis(400))) {
            assertThat(node.pollConfig().status()).isEqualTo(200);
            assertThat(attempts.get(0).detail()).isEqualTo("not done within the deadline");
        }
    }

    @Test
    void aSecondAnswerIsPassedOver() throws Exception {
        try (FaultProxy proxy = proxy(new What.SecondAnswer(), When.AFTER_RESPONSE);
                UniProxyNode node = node(proxy, Duration.ofSeconds(10))) {
            node.pollConfig();
            assertThat(node.pollAliveList().text()).isEqualTo("{\"alive\":{}}");
            assertThat(attempts).hasSize(2);
        }
    }

    private FaultProxy proxy(What what, When when) {
        return FaultProxy.start(panel.wsUrl(), FaultPlan.script(new Fault(when, what)));
    }

    private UniProxyNode node(FaultProxy proxy, Duration timeout) {
        NodeOptions options =
                NodeOptions.overWebSocket(proxy.wsUrl(), "vless", 1, "secret").withTimeout(timeout);
        return UniProxyNode.of(options, 2, InstantSource.system(), attempts::add);
    }
}
