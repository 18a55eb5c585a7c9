package io.panelws.testkit.bench;

import io.panelws.testkit.node.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much is asked, how fast and how long. Immutable.
 *
 * @param nodes how many nodes
 * @param duration the measured time of all rounds together
 * @param rounds how many measured rounds each transport gets
 * @param warmUp the length of the round of each transport that is not counted; zero for none
 * @param rate requests a second of all nodes together; empty where each node asks again once it has its answer
 * @param writes whether nodes push traffic and report who is online, which a panel bills and shows
 * @param generation 1 for nodes that ask one request at a time, 2 for nodes that have several in flight on one WebSocket,
 *     each with an {@code id} (P-17)
 * @param inFlight how many requests a node has in flight, each with a thread of its own and, over HTTP, a connection; 1 in
 *     generation 1. Times the nodes at most {@link #MAX_IN_FLIGHT}
 */
public record BenchPlan(
        int nodes,
        Duration duration,
        int rounds,
        Duration warmUp,
        OptionalDouble rate,
        boolean writes,
        int generation,
        int inFlight) {

    /** A thread for each request in flight: beyond, the bench would measure its own scheduling. */
    public static final int MAX_IN_FLIGHT = 1_000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of range; the message says which
     */
    public BenchPlan {
        check(nodes >= 1 && nodes <= MAX_IN_FLIGHT, "the number of nodes is not between 1 and " + MAX_IN_FLIGHT);
        check(generation == 1 || generation == 2, "there are nodes of generation 1 and 2");
        check(inFlight >= 1, "the number of requests in flight is not positive");
        check(generation == 2 || inFlight == 1, "a node of generation 1 has one request in flight");
        check(
                (long) nodes * inFlight <= MAX_IN_FLIGHT,
                "all nodes together have more than " + MAX_IN_FLIGHT + " requests in flight");
        check(rounds >= 1 && rounds <= 1_000, "the number of rounds is not between 1 and 1000");
        check(!duration.isNegative() && duration.toMillis() >= 100L * rounds, "a round is shorter than 50 ms");
        check(!warmUp.isNegative(), "the warm-up is negative");
        check(rate.isEmpty() || rate.getAsDouble() > 0, "the rate is not positive");
        check(rate.isEmpty() || rate.getAsDouble() <= 1_000_000, "the rate is above 1000000");
    }

    /**
     * A plan for nodes of generation 1.
     *
     * @param nodes how many nodes
     * @param duration the measured time of all rounds together
     * @param rounds how many measured rounds each transport gets
     * @param warmUp the length of the round of each transport that is not counted; zero for none
     * @param rate requests a second of all nodes together; empty where each node asks again once it has its answer
     * @param writes whether nodes push traffic and report who is online, which a panel bills and shows
     */
    public BenchPlan(int nodes, Duration duration, int rounds, Duration warmUp, OptionalDouble rate, boolean writes) {
        this(nodes, duration, rounds, warmUp, rate, writes, 1, 1);
    }

    /**
     * The same for nodes of generation 2.
     *
     * @param inFlight how many requests a node has in flight
     * @return a new plan
     */
    public BenchPlan withInFlight(int inFlight) {
        return new BenchPlan(nodes, duration, rounds, warmUp, rate, writes, 2, inFlight);
    }

    /**
     * The same with another warm-up.
     *
     * @param warmUp the length of the round of each transport that is not counted
     * @return a new plan
     */
    public BenchPlan withWarmUp(Duration warmUp) {
        return new BenchPlan(nodes, duration, rounds, warmUp, rate, writes, generation, inFlight);
    }

    /**
     * The length of one measured round.
     *
     * @return the duration, divided by the rounds of both transports
     */
    public Duration round() {
        return duration.dividedBy(2L * rounds);
    }

    /**
     * The order of the rounds: the warm-up of each transport, then pairs of rounds in which both take turns to be first,
     * so that what drifts with time (a heap that fills, a processor that gets warm) meets both alike.
     *
     * @return WebSocket, HTTP, HTTP, WebSocket, WebSocket, HTTP and so on
     */
    List<RoundPlace> order() {
        List<RoundPlace> order = new ArrayList<>();
        if (!warmUp.isZero()) {
            order.add(new RoundPlace(0, rounds * 2, Transport.WEBSOCKET, warmUp));
            order.add(new RoundPlace(0, rounds * 2, Transport.HTTP, warmUp));
        }
        for (int number = 1; number <= rounds * 2; number++) {
            Transport transport = number % 4 < 2 ? Transport.WEBSOCKET : Transport.HTTP;
            order.add(new RoundPlace(number, rounds * 2, transport, round()));
        }
        return order;
    }

    Pace pace() {
        return rate.isPresent() ? new Pace.OpenLoop(rate.getAsDouble(), nodes * inFlight) : new Pace.ClosedLoop();
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
