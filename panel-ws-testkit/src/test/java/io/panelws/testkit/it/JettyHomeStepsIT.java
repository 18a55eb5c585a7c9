package io.panelws.testkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What README says of a jetty-home without the module panel-ws: what a missing module does, and who is waited for. */
class JettyHomeStepsIT {

    private static final String TOKEN = "hush-51f0";
    private static final String VERSION = "12.1.8";
    private static final String STEP_3 = "--add-modules=http,ee10-deploy,ee10-websocket-jakarta,graceful";

    @Test
    void doesNotStartThePanelWithoutWebSocketAndSaysSo() throws Exception {
        JettyBase base = new JettyBase(VERSION, "without-websocket", Jdk.current());
        base.add("--add-modules=http,ee10-deploy,ee10-annotations");
        PanelWar.write(base.webapps().resolve("ROOT.war"), WebXml.withAuthFirst(TOKEN));
        try (ServerProcess jetty = base.start()) {
            assertThat(jetty.await("this web application has no WebSocket container .* (--add-modules=\\S+)"))
                    .isEqualTo("--add-modules=ee10-websocket-jakarta");
        }
    }

    @Test
    void answersAPushBeforeItStopsWithTheModuleGraceful() throws Exception {
        JettyBase base = new JettyBase(VERSION, "graceful", Jdk.current());
        base.add(STEP_3);
        try (PushDuringStop stop = new PushDuringStop(TOKEN);
                ServerProcess jetty = start(base, stop)) {
            int port = ModuleBase.httpPort(jetty);
            jetty.await("(Started \\S*Server@)");
            try (UniProxyNode node = stop.node(port)) {
                Exchange push = stop.answeredDuringStop(jetty, node, port);
                assertThat(push.attempts()).hasSize(1);
                assertThat(push.transport()).isEqualTo(Transport.WEBSOCKET);
                assertThat(push.status()).isEqualTo(200);
            }
        }
    }

    /** Whatever stopTimeout is: the property belongs to the module. */
    @Test
    void waitsForNobodyWithoutTheModuleGraceful() throws Exception {
        JettyBase base = new JettyBase(VERSION, "not-graceful", Jdk.current());
        base.add(STEP_3.replace(",graceful", ""));
        try (PushDuringStop stop = new PushDuringStop(TOKEN);
                ServerProcess jetty = start(base, stop)) {
            int port = ModuleBase.httpPort(jetty);
            jetty.await("(Started \\S*Server@)");
            try (UniProxyNode node = stop.node(port)) {
                CompletableFuture<Exchange> push = stop.unansweredDuringStop(jetty, node);
                assertThat(push.handle((exchange, failure) ->
                                failure != null || exchange.attempts().get(0).outcome() != Outcome.ANSWERED))
                        .succeedsWithin(Duration.ofSeconds(60))
                        .isEqualTo(true);
            }
        }
    }

    private static ServerProcess start(JettyBase base, PushDuringStop stop) throws Exception {
        PanelWar.write(base.webapps().resolve("ROOT.war"), stop.addTo(WebXml.withAuthFirst(TOKEN)), SlowPush.class);
        return base.start(List.of(), List.of("jetty.server.stopTimeout=30000"));
    }
}
