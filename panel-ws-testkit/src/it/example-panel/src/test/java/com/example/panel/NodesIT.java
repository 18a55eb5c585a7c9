package com.example.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panelws.testkit.junit.AsNode;
import io.panelws.testkit.junit.PanelWsTest;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.RecordedExchange;
import io.panelws.testkit.panel.RecordingPanel;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@PanelWsTest(war = "target/example-panel.war", token = "s3cret")
class NodesIT {

    @Test
    void booksTrafficThatComesOverWebSocket(UniProxyNode node, RecordingPanel panel) throws Exception {
        assertEquals(200, node.pushTraffic(Map.of(1, new Traffic(10, 20))).status());

        RecordedExchange push = panel.takeExchange(Duration.ofSeconds(5));
        assertEquals(Transport.WEBSOCKET, push.transport());
        assertEquals("{\"1\":[10,20]}", push.request().body().text());
    }

    @Test
    void refusesAStranger(@AsNode(id = 2, token = "guessed") UniProxyNode stranger) throws Exception {
        assertEquals(403, stranger.pollConfig().status());
    }
}
