package io.panelws.testkit.junit;

import io.panelws.testkit.fault.Fault;
import io.panelws.testkit.fault.FaultPlan;
import io.panelws.testkit.fault.FaultProxy;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What goes wrong between a test's nodes and the panel: a {@link FaultProxy} that all of them connect through, where {@link
 * PanelWsTest#faults()} says so. Nothing does until there is a plan. This class is thread-safe.
 */
public final class Faults {

    private final Transcript transcript;
    private final FaultProxy proxy;
    private volatile FaultPlan plan = FaultPlan.NONE;

    Faults(URI panel, Transcript transcript) {
        this.transcript = transcript;
        this.proxy = FaultProxy.start(panel, this::fault);
    }

    /**
     * Says which exchanges get which faults from now on.
     *
     * @param next connections of all nodes of the test are counted together, from 0 in the order in which they are made
     */
    public void plan(FaultPlan next) {
        plan = next;
    }

    /**
     * What went wrong so far.
     *
     * @return a new map from {@link Fault#kind()} to how often, without those that have not happened
     */
    public Map<String, Long> counts() {
        return proxy.counts();
    }

    FaultProxy proxy() {
        return proxy;
    }

    private Optional<Fault> fault(int connection, int exchange) {
        Optional<Fault> fault = plan.fault(connection, exchange);
        fault.ifPresent(due -> transcript.add("faults, connection " + connection + ", exchange " + exchange
                + ", both counted from 0: " + due.kind() + " is due"));
        return fault;
    }
}
