package com.example.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panelws.testkit.fault.Fault;
import io.panelws.testkit.fault.FaultPlan;
import io.panelws.testkit.fault.What;
import io.panelws.testkit.fault.When;
import io.panelws.testkit.junit.AsNode;
import io.panelws.testkit.junit.Faults;
import io.panelws.testkit.junit.PanelWsTest;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.RecordingPanel;
import java.util.Map;
import org.junit.jupiter.api.Test;

@PanelWsTest(war = "target/example-panel.war", token = "s3cret", faults = true)
class LostAnswerIT {

    @Test
    void booksOnceWhatANodeSendsTwice(@AsNode(generation = 2) UniProxyNode node, Faults faults, RecordingPanel panel)
            throws Exception {
        faults.plan(FaultPlan.at(0, 0, new Fault(When.BEFORE_RESPONSE, new What.Reset())));

        assertEquals(
                2, node.pushTraffic(Map.of(1, new Traffic(10, 20))).attempts().size());
        assertEquals(1, panel.exchanges().size());
    }
}
