package io.panelws.testkit.bench;

import io.panelws.testkit.node.Transport;
import io.panelws.testkit.wire.PanelUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a bench found. Immutable, apart from the histograms inside, which nobody changes.
 *
 * @param target which panel was asked; its token is in no report
 * @param plan how it was asked
 * @param machine where the nodes ran
 * @param startedAt when the bench began
 * @param rounds every round in its order, warm-ups too
 */
public record BenchResult(
        BenchTarget target, BenchPlan plan, Machine machine, Instant startedAt, List<RoundResult> rounds) {

    /** Copies the rounds. */
    public BenchResult {
        rounds = List.copyOf(rounds);
    }

    /**
     * Tells whether every request of every measured round got an answer with a status below 400.
     *
     * @return false where there was an error; a rate that was not reached is none
     */
    public boolean isWithoutErrors() {
        return measured().stream().allMatch(round -> round.errors().isEmpty());
    }

    /**
     * Tells whether the bench was interrupted.
     *
     * @return whether rounds that were planned are missing, or the last one did not last as long as it should
     */
    public boolean isCutShort() {
        return measured().size() < 2 * plan.rounds() || measured().stream().anyMatch(RoundResult::isCutShort);
    }

    /**
     * The rounds that count.
     *
     * @return all but the warm-ups
     */
    public List<RoundResult> measured() {
        return rounds.stream().filter(round -> !round.place().isWarmUp()).toList();
    }

    /**
     * The rounds of one transport.
     *
     * @param transport which
     * @return all measured ones together
     */
    public TransportSummary summary(Transport transport) {
        return TransportSummary.of(measured().stream()
                .filter(round -> round.place().transport() == transport)
                .toList());
    }

    /**
     * Compares throughput.
     *
     * @return answers a second over WebSocket, divided by those over HTTP; empty where no pair of rounds has both
     */
    public Optional<Ratio> throughputRatio() {
        return Ratio.of(measured(), RoundResult::perSecond);
    }

    /**
     * Compares medians.
     *
     * @return the median latency over WebSocket, divided by that over HTTP; empty where no pair of rounds has both
     */
    public Optional<Ratio> p50Ratio() {
        return Ratio.of(measured(), round -> round.latency().p50());
    }

    /**
     * Compares what is slow.
     *
     * @return the 99th percentile over WebSocket, divided by that over HTTP; empty where no pair of rounds has both
     */
    public Optional<Ratio> p99Ratio() {
        return Ratio.of(measured(), round -> round.latency().p99());
    }

    /**
     * Tells whether the panel shares this machine's processors with the nodes.
     *
     * @return whether it does, as far as its address tells
     */
    public boolean isLoopback() {
        String host = PanelUrl.address(target.options().wsUrl()).getHostString();
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }
}
