package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The module {@code panel-ws} in stock Jettys, added with the command of its page. */
class JettyModuleIT {

    private static final String TOKEN = "hush-51f0";
    private static final int TERMINATED = 143;
    private static final String NEWEST = System.getProperty("panelws.jettyNewest");

    /** Where Jetty's own modules tell their EE level from panel-ws's. */
    record Place(String version, String environment, Jdk jdk) {

        @Override
        public String toString() {
            return "jetty-home " + version + ", " + environment + ", Java " + jdk.feature();
        }
    }

    static Stream<Place> places() {
        Jdk newest = Jdk.newest(25).orElse(Jdk.current());
        return Stream.of(
                new Place("12.0.31", "ee10", Jdk.current()),
                new Place("12.1.8", "ee10", Jdk.current()),
                new Place("12.1.8", "ee11", Jdk.current()),
                new Place(NEWEST, "ee11", newest));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void servesNodesOnItsPortAndOnThePanelsAndAnswersThemBeforeItStops(Place place) throws Exception {
        JettyBase base =
                ModuleBase.make(place.version(), "module-" + place.version() + "-" + place.environment(), place.jdk());
        List<String> command =
                new ArrayList<>(List.of("--add-modules=http," + place.environment() + "-deploy,panel-ws"));
        if (place.environment().equals("ee11")) {
            command.add("panel-ws.ee=ee11");
        }
        base.add(command.toArray(String[]::new));
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PanelWar.write(
                    base.webapps().resolve("ROOT.war"),
                    SlowPush.addTo(WebXml.withAuthFirst(TOKEN), slow.getLocalPort()),
                    SlowPush.class);
            try (ServerProcess jetty = ModuleBase.start(base, List.of(), List.of("jetty.server.stopTimeout=30000"))) {
                try {
                    serve(jetty, slow);
                } catch (Exception | Error e) {
                    jetty.print();
                    throw e;
                }
            }
        }
    }

    private static void serve(ServerProcess jetty, ServerSocket slow) throws Exception {
        jetty.await("(Started \\S*Server@)");
        try (UniProxyNode atPanel = node(ModuleBase.httpPort(jetty));
                UniProxyNode atModule = node(ModuleBase.nodePort(jetty))) {
            assertAnswered(atPanel.pollUsers());
            assertAnswered(atModule.pollUsers());
            CompletableFuture<Exchange> push = CompletableFuture.supplyAsync(() -> push(atModule));
            try (Socket knock = slow.accept()) {
                jetty.signal("TERM");
                int port = ModuleBase.nodePort(jetty);
                await().until(() -> isStopping(port));
                knock.getOutputStream().write(1);
            }
            assertAnswered(push.get(60, TimeUnit.SECONDS));
        }
        assertThat(jetty.awaitExit()).isEqualTo(TERMINATED);
        assertThat(jetty.log())
                .doesNotContain("WARN")
                .doesNotContain("Exception")
                .doesNotContain(TOKEN);
    }

    /** What an operator sees who looks for the module, and where its properties are. */
    @Test
    void isListedAndLeavesItsPropertiesInAFile() throws Exception {
        JettyBase base = ModuleBase.make("12.1.8", "module-listed", Jdk.current());
        assertThat(base.add("--list-modules=panel-ws"))
                .contains("panel-ws     - Opens port 51821, where V2bX nodes connect")
                .contains("panel-ws-tls - Speaks TLS 1.2 and 1.3");
        base.add("--add-modules=http,ee10-deploy,panel-ws,panel-ws-tls", "panel-ws.port=443");
        assertThat(Files.readString(base.directory().resolve("start.d/panel-ws.ini")))
                .contains("\npanel-ws.port=443\n")
                .contains("\n# panel-ws.websocketOnly=false\n");
        assertThat(base.directory().resolve("start.d/panel-ws-tls.ini"))
                .content()
                .contains("# panel-ws.tls.key=");
        assertThat(base.add("--list-config")).contains("ee10-websocket-jakarta").contains("graceful");
    }

    /** The first thing that a node notices of a stop: no other is let in. */
    private static boolean isStopping(int port) throws Exception {
        try (UniProxyNode newcomer = node(port)) {
            return newcomer.pollConfig().attempts().get(0).status() == 503;
        }
    }

    private static Exchange push(UniProxyNode node) {
        try {
            return node.pushTraffic(Map.of(1, new Traffic(10, 20)));
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private static void assertAnswered(Exchange exchange) {
        assertThat(exchange.attempts()).as(exchange.attempts().toString()).hasSize(1);
        assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
        assertThat(exchange.status()).isEqualTo(200);
    }

    private static UniProxyNode node(int port) {
        URI url = URI.create("ws://127.0.0.1:" + port);
        return new UniProxyNode(new NodeClient(NodeOptions.overWebSocket(url, "vless", 1, TOKEN)));
    }
}
