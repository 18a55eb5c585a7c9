package io.panelws.testkit.bench;

import io.panelws.testkit.node.Transport;
import java.util.ArrayList;
import java.util.List;

/** What a reader must know before believing the figures. */
final class Remarks {

    private Remarks() {}

    static List<String> of(BenchResult result) {
        List<String> remarks = new ArrayList<>();
        for (Transport transport : Transport.values()) {
            long unsent = result.summary(transport).unsent();
            if (unsent > 0) {
                remarks.add("The rate was not reached over " + transport
                        + ": requests due and not sent when a round ended: " + Figures.count(unsent)
                        + ". Their waiting is in the latencies.");
            }
        }
        if (result.plan().rate().isEmpty()) {
            remarks.add("Closed loop: a node that waits sends nothing, so pauses of the panel hardly show in the"
                    + " latencies. With --rate they do.");
        }
        if (result.isLoopback()) {
            remarks.add("The panel runs on this machine and shares its processors with the nodes.");
        }
        return remarks;
    }
}
