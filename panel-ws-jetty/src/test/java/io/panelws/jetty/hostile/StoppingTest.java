package io.panelws.jetty.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.Inside;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.Test;

/** A web application that stops while its server goes on must leave nothing behind. */
class StoppingTest {

    private final AtomicReference<ServletContextHandler> context = new AtomicReference<>();

    @Test
    void givesBackWhatAConnectionHasSentTooFarAhead() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        PanelWsFilter filter =
                new PanelWsFilter(PanelWsOptions.builder().maxQueuedRequests(1).build());
        try (TestPanel panel = new TestPanel()
                        .filter(new FilterHolder(filter))
                        .configure(context::set)
                        .servlet("/slow", Servlets.of((request, response) -> gate.join()))
                        .start();
                RawNode node = RawNode.connect(panel.port())) {
            for (int i = 0; i < 3; i++) {
                node.sendText("{\"method\":\"GET\",\"path\":\"/slow\"}");
            }
            await().until(() -> Inside.pendingBytes(filter) > 0);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> LifeCycle.stop(context.get()));
            await().until(() -> context.get().isStopping() || context.get().isStopped());
            gate.complete(null);
            stopped.join();
            await().until(() -> Inside.pendingBytes(filter) == 0);
        }
    }

    @Test
    void closesAConnectionWhoseHandshakeWasInProgress() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (TestPanel panel = new TestPanel()
                .options(o -> o.nodeAuthenticator(request -> {
                    arrived.countDown();
                    stopped.await();
                    return Optional.empty();
                }))
                .configure(context::set)
                .servlet("/x", Servlets.echo())
                .start()) {
            CompletableFuture<Integer> outcome = CompletableFuture.supplyAsync(() -> {
                try (RawNode node = RawNode.connect(panel.port())) {
                    return node.readCloseCode();
                } catch (java.io.EOFException e) {
                    return 0;
                } catch (java.io.IOException e) {
                    return e.getMessage().startsWith("refused: HTTP/1.1 503 ") ? 503 : -1;
                }
            });
            arrived.await();
            LifeCycle.stop(context.get());
            stopped.countDown();
            assertThat(outcome.join()).isIn(503, 1001, 0);
        }
    }
}
