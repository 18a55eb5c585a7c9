package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
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
        try (PushDuringStop stop = new PushDuringStop(TOKEN)) {
            PanelWar.write(base.webapps().resolve("ROOT.war"), stop.addTo(WebXml.withAuthFirst(TOKEN)), SlowPush.class);
            try (ServerProcess jetty = ModuleBase.start(base, List.of(), List.of("jetty.server.stopTimeout=30000"))) {
                try {
                    serve(jetty, stop);
                } catch (Exception | Error e) {
                    jetty.print();
                    throw e;
                }
            }
        }
    }

    private static void serve(ServerProcess jetty, PushDuringStop stop) throws Exception {
        jetty.await("(Started \\S*Server@)");
        int port = ModuleBase.nodePort(jetty);
        try (UniProxyNode atPanel = stop.node(ModuleBase.httpPort(jetty));
                UniProxyNode atModule = stop.node(port)) {
            assertAnswered(atPanel.pollUsers());
            assertAnswered(atModule.pollUsers());
            assertAnswered(stop.answeredDuringStop(jetty, atModule, port));
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

    private static void assertAnswered(Exchange exchange) {
        assertThat(exchange.attempts()).as(exchange.attempts().toString()).hasSize(1);
        assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
        assertThat(exchange.status()).isEqualTo(200);
    }
}
