package com.example.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panelws.testkit.junit.PanelScope;
import io.panelws.testkit.junit.PanelWsTest;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.RecordingPanel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** One deployment of the WAR for all tests, under a context path. */
@PanelWsTest(war = "target/example-panel.war", contextPath = "/panel", token = "s3cret", scope = PanelScope.CLASS)
class WarIT {

    @RepeatedTest(3)
    void answersThatNothingChangedOverTheSameWebSocket(UniProxyNode node, RecordingPanel panel) throws Exception {
        assertEquals(200, node.pollConfig().status());
        Exchange second = node.pollConfig();

        assertEquals(304, second.status());
        assertEquals(Transport.WEBSOCKET, second.transport());
        assertEquals(2, panel.exchanges().size());
        assertEquals(
                "/panel/api/v1/server/UniProxy/config",
                panel.exchanges().get(1).request().path());
    }

    @Test
    void answersWhatARealNodeAsksFor(UniProxyNode node) throws Exception {
        assertTrue(node.pollConfig().text().contains("\"base_config\":{"));
        assertTrue(node.pollUsers().text().startsWith("{\"users\":[{\"id\":1,"));
        assertEquals(304, node.pollUsers().status());
        assertEquals(
                "{\"data\":true}",
                node.reportAlive(Map.of(1, List.of("203.0.113.7", "203.0.113.8")))
                        .text());
        assertEquals("{\"alive\":{\"1\":2}}", node.pollAliveList().text());
        assertEquals(
                "{\"data\":true}",
                node.pushTraffic(Map.of(1, new Traffic(10, 20))).text());
    }

    @Test
    void runsWhatTheWarHasInItsLibraries(RecordingPanel panel) {
        Class<?> panelWs = panel.attribute("io.panelws.jetty.PanelWs", Object.class)
                .orElseThrow()
                .getClass();
        String from =
                panelWs.getProtectionDomain().getCodeSource().getLocation().toString();
        assertTrue(from.contains("/WEB-INF/lib/panel-ws-jetty-"), from);
    }
}
