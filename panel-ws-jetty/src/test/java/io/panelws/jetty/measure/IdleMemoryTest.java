package io.panelws.jetty.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** What an idle node costs, beside an endpoint that does nothing on the same Jetty: P-16's nodes are idle nearly always. */
class IdleMemoryTest {

    private static final int CONNECTIONS = Integer.getInteger("panelws.connections", 3000);
    private static final int WARM_UP = 200;
    /** What it was before a node's facts were kept, 956, and 200. */
    private static final int LIMIT = 1156;

    private static final int TOLERANCE = 8;
    private static final int READINGS = 4;

    /** Heap bytes that the panel holds for each connection after one answered request. */
    private static long bytesPerConnection(TestPanel panel, String path) throws IOException {
        Process nodes = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdleNodes.class.getName(),
                        Integer.toString(panel.port()),
                        path)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (PrintStream orders = new PrintStream(nodes.getOutputStream(), true, StandardCharsets.US_ASCII);
                BufferedReader reports = nodes.inputReader()) {
            orders.println(WARM_UP);
            assertThat(reports.readLine()).isEqualTo(Integer.toString(WARM_UP));
            long before = Heap.used();
            orders.println(CONNECTIONS);
            assertThat(reports.readLine()).isEqualTo(Integer.toString(WARM_UP + CONNECTIONS));
            return settled(() -> (Heap.used() - before) / CONNECTIONS);
        } finally {
            nodes.destroyForcibly();
        }
    }

    /** What a connection keeps for its next message is given back when that does not come within seconds. */
    private static long settled(LongSupplier used) {
        AtomicLong least = new AtomicLong(Long.MAX_VALUE);
        await().pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    long now = used.getAsLong();
                    return least.getAndAccumulate(now, Math::min) - now < TOLERANCE && least.get() < Long.MAX_VALUE;
                });
        return least.get();
    }

    /** What else the process does at the time only adds to a reading: the least of some is what connections hold. */
    @Test
    void costsLittleMoreThanABareEndpoint() throws IOException {
        long echo = Long.MAX_VALUE;
        long panelWs = Long.MAX_VALUE;
        for (int reading = 0; reading < READINGS && (reading == 0 || panelWs - echo > LIMIT); reading++) {
            echo = Math.min(echo, ofABareEndpoint());
            panelWs = Math.min(panelWs, ofPanelWs());
        }
        System.out.printf(
                "panel-ws idle memory: %d connections, bare endpoint %d bytes each, panel-ws %d bytes each, %+d%n",
                CONNECTIONS, echo, panelWs, panelWs - echo);
        assertThat(panelWs - echo).isLessThanOrEqualTo(LIMIT);
    }

    private static long ofABareEndpoint() throws IOException {
        try (TestPanel panel = new TestPanel()
                .configure(context -> context.addEventListener(new MountEcho()))
                .start()) {
            return bytesPerConnection(panel, "/echo");
        }
    }

    private static long ofPanelWs() throws IOException {
        try (TestPanel panel = new TestPanel()
                .options(o -> o.maxConnections(1_000_000))
                .servlet("/api/*", Servlets.echo())
                .start()) {
            return bytesPerConnection(panel, "/api/v1/server/UniProxy/config");
        }
    }

    private static final class MountEcho implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            try {
                ((ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName()))
                        .addEndpoint(EchoEndpoint.class);
            } catch (DeploymentException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
