package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.Inside;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;

/** What a message or a connection holds is given back, and is what is counted. */
class LeakTest extends SmallPanel {

    private static final int LARGE = 100_000;

    private final AtomicInteger begun = new AtomicInteger();

    private PanelWsFilter start(PanelWsOptions.Builder options) {
        PanelWsFilter filter = new PanelWsFilter(options.build());
        panel.filter(new FilterHolder(filter))
                .servlet("/slow", Servlets.of((request, response) -> {
                    begun.incrementAndGet();
                    gate.join();
                }))
                .servlet("/page", Servlets.of((request, response) -> response.getOutputStream()
                        .write(new byte[60_000])))
                .start();
        return filter;
    }

    @Test
    void aMessageThatWaitsForTheSameGivesItsMemoryBackWithItsConnection() throws Exception {
        PanelWsFilter filter = start(PanelWsOptions.builder());
        String push = Message.post("/slow", "x".repeat(LARGE));
        try (RawNode first = node()) {
            first.sendText(push);
            await().until(() -> begun.get() == 1);
            for (int i = 0; i < 3; i++) {
                try (RawNode again = node()) {
                    again.sendText(push);
                    await().until(() -> Inside.pendingBytes(filter) >= 2 * LARGE);
                }
                awaitConnections(1);
                await().atMost(SOON).until(() -> Inside.pendingBytes(filter) < 2 * LARGE);
            }
        }
    }

    @Test
    void headersOfMessagesThatWaitAreCounted() throws Exception {
        PanelWsFilter filter = start(PanelWsOptions.builder());
        String header = "h".repeat(15_000);
        try (RawNode node = node()) {
            node.sendText(Message.get("/slow"));
            await().until(() -> begun.get() == 1);
            for (int i = 0; i < 10; i++) {
                node.sendText("{\"method\":\"GET\",\"path\":\"/slow\",\"headers\":{\"X-Long\":[\"" + header + "\"]}}");
            }
            await().atMost(SOON).until(() -> Inside.pendingBytes(filter) >= 10 * header.length());
        }
    }

    @Test
    void aMethodThatIsNoneIsCountedWhileItWaitsForItsRefusal() throws Exception {
        PanelWsFilter filter = start(PanelWsOptions.builder());
        try (RawNode node = node()) {
            node.sendText(Message.get("/slow"));
            await().until(() -> begun.get() == 1);
            for (int i = 0; i < 10; i++) {
                node.sendText("{\"method\":\"" + "M".repeat(LARGE) + "\",\"path\":\"/slow\"}");
            }
            await().atMost(SOON).until(() -> Inside.pendingBytes(filter) >= 10 * LARGE);
        }
    }

    @Test
    void answersThatNoPongConfirmsAreNotHeldOnTheirConnections() throws Exception {
        start(PanelWsOptions.builder());
        List<RawNode> nodes = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                nodes.add(node(i));
            }
            long before = heap();
            for (RawNode node : nodes) {
                for (int id = 1; id <= 60; id++) {
                    node.sendText(Message.post(id, "/page", Message.REPORT));
                    readWithoutPong(node);
                }
            }
            assertThat(heap() - before).as("bytes held").isLessThan(30 << 20);
        } finally {
            for (RawNode node : nodes) {
                node.close();
            }
        }
    }

    private static void readWithoutPong(RawNode node) throws IOException {
        while (true) {
            RawNode.Frame frame = node.readFrame();
            if (frame.opcode() <= 1 && frame.last()) {
                return;
            }
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void whatGetsNoThreadGivesItsMemoryBack() throws Exception {
        PanelWsFilter filter = new PanelWsFilter(PanelWsOptions.DEFAULT);
        AtomicReference<CompletableFuture<Void>> open = new AtomicReference<>(new CompletableFuture<>());
        QueuedThreadPool bounded = new QueuedThreadPool(8, 8, new java.util.concurrent.ArrayBlockingQueue<>(4));
        List<RawNode> nodes = new ArrayList<>();
        try (TestPanel small = new TestPanel(bounded)
                .filter(new FilterHolder(filter))
                .servlet("/slow", Servlets.of((request, response) -> open.get().join()))
                .start()) {
            for (int i = 0; i < 2; i++) {
                nodes.add(RawNode.connect(small.port(), "node_id=" + i + "&node_type=vless&token=secret"));
            }
            for (RawNode node : nodes) {
                for (int id = 1; id <= 16; id++) {
                    try {
                        node.sendText(Message.get(id, "/slow"));
                    } catch (IOException e) {
                        // The connection has been closed for want of a thread.
                        break;
                    }
                }
            }
            await().until(() -> bounded.getQueueSize() >= 4 || small.connections() < 2);
            open.get().complete(null);
            for (RawNode node : nodes) {
                node.close();
            }
            await().atMost(SOON).until(() -> small.connections() == 0);
            await().atMost(SOON).until(() -> Inside.pendingBytes(filter) == 0);
        } finally {
            open.get().complete(null);
        }
    }

    @Test
    void aConnectionWhosePeerDoesNotReadIsCutAfterItsWebApplicationHasStopped() throws Exception {
        AtomicReference<ServletContextHandler> context = new AtomicReference<>();
        panel.connector().setAcceptedSendBufferSize(4096);
        panel.configure(context::set).servlet("/large", Servlets.of((request, response) -> {
            begun.incrementAndGet();
            response.getOutputStream().write(new byte[1 << 20]);
        }));
        start(PanelWsOptions.builder().writeTimeout(Duration.ofSeconds(3)));
        panel.server().setStopTimeout(0);
        try (DeafPeer peer = DeafPeer.connect(panel.port(), NODE)) {
            peer.sendText(Message.get("/large"));
            await().until(() -> begun.get() == 1);
            LifeCycle.stop(context.get());
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(panel.connector().getConnectedEndPoints())
                            .isEmpty());
        }
    }
}
