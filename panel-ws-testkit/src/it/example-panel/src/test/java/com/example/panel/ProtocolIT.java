package com.example.panel;

import io.panelws.testkit.conformance.PanelConformanceTests;
import io.panelws.testkit.conformance.ProbeOptions;
import io.panelws.testkit.junit.Given;
import io.panelws.testkit.junit.PanelWsTest;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.panel.RecordingPanel;

/** The rules of the protocol, a test for each case. */
@PanelWsTest(war = "target/example-panel.war", token = "s3cret")
class ProtocolIT implements PanelConformanceTests {

    @Given
    private RecordingPanel panel;

    @Override
    public ProbeOptions panel() {
        NodeOptions node = NodeOptions.overWebSocket(panel.wsUrl(), "vless", 1, "s3cret");
        return ProbeOptions.of(node).withWrites(true);
    }
}
