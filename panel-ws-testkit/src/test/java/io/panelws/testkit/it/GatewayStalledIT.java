package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.wire.Tls;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.junit.jupiter.api.Test;

/** Nodes that ask for a large list and do not read it keep no thread of the gateway, and no further node out. */
class GatewayStalledIT {

    private static final int NODES = 500;
    private static final int LIST = 9_500_000;

    @Test
    void letsAFurtherNodeInAtOnce() throws Exception {
        AtomicInteger lists = new AtomicInteger();
        Server panel = panel(lists);
        LifeCycle.start(panel);
        List<DeafNode> deaf = new ArrayList<>();
        try (GatewayProcess gateway = GatewayProcess.start(
                List.of("-Xmx128m"),
                URI.create("http://127.0.0.1:" + ((ServerConnector) panel.getConnectors()[0]).getLocalPort()),
                "--threads=20",
                // Nobody is cut off while this test looks.
                "--option=writeTimeout=10m",
                "--panel-timeout=10m",
                "--option=maxConnectionsPerNode=1000")) {
            URI url = URI.create(gateway.wsUrl() + "/?node_id=1&node_type=vless&token=s3cret");
            for (int i = 0; i < NODES; i++) {
                deaf.add(new DeafNode(url, Tls.SYSTEM));
            }
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> lists.get() == NODES);

            Instant start = Instant.now();
            try (UniProxyNode further = new UniProxyNode(
                    new NodeClient(NodeOptions.overWebSocket(gateway.wsUrl(), "vless", 2, "s3cret")))) {
                assertThat(further.pollConfig().transport()).isEqualTo(Transport.WEBSOCKET);
                Duration time = Duration.between(start, Instant.now());
                System.out.println("gateway: a further node beside " + NODES + " that do not read " + LIST
                        + " bytes each, 20 threads, 128 MB: " + time.toMillis() + " ms");
                assertThat(time).isLessThan(Duration.ofSeconds(5));
            }
            // Each gets the whole of its answer when it reads on: base64 and the rest of the message.
            for (DeafNode node : deaf.subList(0, 5)) {
                assertThat(node.read()).isGreaterThan(LIST / 3 * 4);
            }
            assertThat(gateway.process().log()).doesNotContain("OutOfMemoryError", "WARN", "ERROR");
        } finally {
            for (DeafNode node : deaf) {
                node.close();
            }
            LifeCycle.stop(panel);
        }
    }

    /** Writes without waiting, as a server does that has the list at hand. */
    private static Server panel(AtomicInteger lists) {
        ByteBuffer list = ByteBuffer.allocateDirect(LIST);
        Server server = new Server(0);
        ServerConnector connector = (ServerConnector) server.getConnectors()[0];
        connector.setHost("127.0.0.1");
        // Nor does the panel cut anybody off who takes nothing for 30 s.
        connector.setIdleTimeout(Duration.ofMinutes(10).toMillis());
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                if (request.getHttpURI().getPath().endsWith("/user")) {
                    lists.incrementAndGet();
                    response.write(true, list.asReadOnlyBuffer(), callback);
                } else {
                    Content.Sink.write(response, true, "{}", callback);
                }
                return true;
            }
        });
        return server;
    }
}
