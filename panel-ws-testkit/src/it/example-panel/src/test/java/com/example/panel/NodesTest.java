package com.example.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panelws.testkit.junit.AsNode;
import io.panelws.testkit.junit.Given;
import io.panelws.testkit.junit.PanelWsExtension;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.PanelSource;
import io.panelws.testkit.panel.RecordingPanel;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Before there is a WAR: the panel's classes on a context of the test's own. */
class NodesTest {

    @RegisterExtension
    static final PanelWsExtension PANEL =
            PanelWsExtension.of(PanelSource.servlets(NodesTest::addTo)).withToken("s3cret");

    @Given
    private RecordingPanel panel;

    @AsNode(id = 7)
    private UniProxyNode node;

    @Test
    void pollsItsConfiguration() throws Exception {
        assertTrue(node.pollConfig().text().contains("\"base_config\":"));
        assertEquals(1, panel.exchanges().size());
    }

    private static void addTo(ServletContextHandler context) {
        FilterHolder authentication = new FilterHolder(NodeAuthenticationFilter.class);
        authentication.setInitParameter("token", "s3cret");
        context.addFilter(authentication, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(ConfigServlet.class, "/api/v1/server/UniProxy/config");
    }
}
