package io.panelws.testkit.fault;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says which exchange gets which fault. The same plan says the same every time, so a run can be repeated from its seed.
 *
 * <p>Implementations are thread-safe and do not block.
 */
@FunctionalInterface
public interface FaultPlan {

    /** Nothing goes wrong. */
    FaultPlan NONE = (connection, exchange) -> Optional.empty();

    /**
     * Asked once an exchange; for exchange 0 before the handshake.
     *
     * @param connection which of the proxy's WebSocket connections, counted from 0
     * @param exchange which request of the connection, counted from 0
     * @return what goes wrong, if anything
     */
    Optional<Fault> fault(int connection, int exchange);

    /**
     * One fault, and nothing else.
     *
     * @param connection which connection, counted from 0
     * @param exchange which of its requests, counted from 0
     * @param fault what goes wrong
     * @return the plan
     */
    static FaultPlan at(int connection, int exchange, Fault fault) {
        return (c, e) -> c == connection && e == exchange ? Optional.of(fault) : Optional.empty();
    }

    /**
     * One fault for the first exchange of each connection; those past the end of the script are unharmed.
     *
     * @param faults the first connection's, the second's, and so on
     * @return the plan
     */
    static FaultPlan script(Fault... faults) {
        List<Fault> script = List.of(faults);
        return (c, e) -> e == 0 && c < script.size() ? Optional.of(script.get(c)) : Optional.empty();
    }

    /**
     * Faults at random, decided by the seed and the two indexes alone.
     *
     * @param seed another one gives another run
     * @param rates how probable each fault is for an exchange, 0 to 1 and at most 1 together; faults at the handshake can
     *     only happen to the first exchange of a connection. Delays get seeds of their own
     * @return the plan
     * @throws IllegalArgumentException when the rates are not probabilities
     */
    static FaultPlan rates(long seed, Map<Fault, Double> rates) {
        return new RatedPlan(seed, rates);
    }
}
