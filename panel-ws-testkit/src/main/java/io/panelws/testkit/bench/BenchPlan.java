package io.panelws.testkit.bench;

import io.panelws.testkit.node.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much is asked, how fast and how long. Immutable.
 *
 * @param nodes how many nodes, each with a connection and a thread of its own; 1 to {@link #MAX_NODES}
 * @param duration the measured time of all rounds together
 * @param rounds how many measured rounds each transport gets
 * @param warmUp the length of the round of each transport that is not counted; zero for none
 * @param rate requests a second of all nodes together; empty where each node asks again once it has its answer
 * @param writes whether nodes push traffic and report who is online, which a panel bills and shows
 */
public record BenchPlan(
        int nodes, Duration duration, int rounds, Duration warmUp, OptionalDouble rate, boolean writes) {

    /** A thread for each node: beyond, the bench would measure its own scheduling. */
    public static final int MAX_NODES = 1_000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of range; the message says which
     */
    public BenchPlan {
        check(nodes >= 1 && nodes <= MAX_NODES, "the number of nodes is not between 1 and " + MAX_NODES);
        check(rounds >= 1 && rounds <= 1_000, "the number of rounds is not between 1 and 1000");
        check(!duration.isNegative() && duration.toMillis() >= 100L * rounds, "a round is shorter than 50 ms");
        check(!warmUp.isNegative(), "the warm-up is negative");
        check(rate.isEmpty() || rate.getAsDouble() > 0, "the rate is not positive");
        check(rate.isEmpty() || rate.getAsDouble() <= 1_000_000, "the rate is above 1000000");
    }

    /**
     * The same with another warm-up.
     *
     * @param warmUp the length of the round of each transport that is not counted
     * @return a new plan
     */
    public BenchPlan withWarmUp(Duration warmUp) {
        return new BenchPlan(nodes, duration, rounds, warmUp, rate, writes);
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
        return rate.isPresent() ? new Pace.OpenLoop(rate.getAsDouble(), nodes) : new Pace.ClosedLoop();
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
