package io.panelws.jetty.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an idle node costs, beside an endpoint that does nothing on the same Jetty: P-16's nodes are idle nearly always. */
class IdleMemoryTest {

    private static final int CONNECTIONS = Integer.getInteger("panelws.connections", 1000);
    private static final int LIMIT = 1536;

    private static final String REQUEST = "{\"method\":\"GET\",\"path\":\"/api/v1/server/UniProxy/config\",\"headers\":"
            + "{\"Accept\":[\"application/json\"],\"If-None-Match\":[\"\"]}}";

    /** Heap bytes that each connection holds after one answered request, the client's part included. */
    private static long bytesPerConnection(TestPanel panel, String path) throws IOException {
        List<RawNode> nodes = new ArrayList<>(CONNECTIONS);
        connect(panel, path, nodes, 200);
        long before = Heap.used();
        connect(panel, path, nodes, CONNECTIONS);
        long after = Heap.used();
        for (RawNode node : nodes) {
            node.close();
        }
        return (after - before) / CONNECTIONS;
    }

    private static void connect(TestPanel panel, String path, List<RawNode> nodes, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            RawNode node = RawNode.connect(
                    panel.port(), path, "node_id=" + (i + nodes.size()) + "&node_type=vless&token=sample-token");
            nodes.add(node);
            node.sendText(REQUEST);
            node.readMessage();
        }
    }

    @Test
    void costsLittleMoreThanABareEndpoint() throws IOException {
        long echo;
        long panelWs;
        try (TestPanel panel = new TestPanel()
                .configure(context -> context.addEventListener(new MountEcho()))
                .start()) {
            echo = bytesPerConnection(panel, "/echo");
        }
        try (TestPanel panel = new TestPanel()
                .options(o -> o.maxConnections(1_000_000))
                .servlet("/api/*", Servlets.echo())
                .start()) {
            panelWs = bytesPerConnection(panel, "/api/v1/server/UniProxy/config");
        }
        System.out.printf(
                "panel-ws idle memory: %d connections, bare endpoint %d bytes each, panel-ws %d bytes each, %+d%n",
                CONNECTIONS, echo, panelWs, panelWs - echo);
        assertThat(panelWs - echo).isLessThanOrEqualTo(LIMIT);
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
