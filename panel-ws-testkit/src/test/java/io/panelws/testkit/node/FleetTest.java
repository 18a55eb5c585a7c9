package io.panelws.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FleetTest {

    private static final Duration SOON = Duration.ofMillis(1);

    @Test
    void givesEachMemberItsTurnsOneAfterAnother() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger turns = new AtomicInteger();
        Fleet.Member member = () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            turns.incrementAndGet();
            inside.decrementAndGet();
            return SOON;
        };
        try (Fleet fleet = Fleet.start(4, List.of(member), Duration.ZERO)) {
            await().until(() -> turns.get() >= 20);
            assertThat(fleet.stop(Duration.ofSeconds(5))).isTrue();
            assertThat(most).hasValue(1);
            assertThat(fleet.failures()).isEmpty();
        }
    }

    @Test
    void goesOnWithoutAMemberThatIsBroken() throws Exception {
        AtomicInteger turns = new AtomicInteger();
        Fleet.Member broken = () -> {
            throw new IOException("out of order");
        };
        Fleet.Member sound = () -> {
            turns.incrementAndGet();
            return SOON;
        };
        try (Fleet fleet = Fleet.start(1, List.of(broken, sound), Duration.ZERO)) {
            await().until(() -> turns.get() >= 5);
            assertThat(fleet.failures()).singleElement().isInstanceOf(IOException.class);
            fleet.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    void runsThousandsOfNodesOnEightThreads() throws Exception {
        int nodes = 3000;
        AtomicInteger answered = new AtomicInteger();
        List<UniProxyNode> clients = new ArrayList<>();
        try (SamplePanel panel = SamplePanel.start(SamplePanelOptions.DEFAULT)) {
            List<Fleet.Member> members = new ArrayList<>();
            for (int id = 1; id <= nodes; id++) {
                NodeOptions options = NodeOptions.overWebSocket(panel.wsUrl(), "vless", id, "secret");
                UniProxyNode node = new UniProxyNode(new NodeClient(options));
                clients.add(node);
                members.add(() -> {
                    answered.addAndGet(node.pollConfig().transport() == Transport.WEBSOCKET ? 1 : 0);
                    return Duration.ofHours(1);
                });
            }
            try (Fleet fleet = Fleet.start(8, members, Duration.ofSeconds(1))) {
                await().atMost(Duration.ofMinutes(1)).until(() -> answered.get() == nodes);
                assertThat(fleet.failures()).isEmpty();
                assertThat(threads()).isEqualTo(8);
            }
            clients.parallelStream().forEach(UniProxyNode::close);
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("panel-ws-fleet"))
                .count();
    }
}
