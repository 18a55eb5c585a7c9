package io.panelws.testkit.bench;

import io.panelws.testkit.node.Transport;
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

    List<RoundResult> measured() {
        return rounds.stream().filter(round -> !round.place().isWarmUp()).toList();
    }

    TransportSummary summary(Transport transport) {
        return TransportSummary.of(measured().stream()
                .filter(round -> round.place().transport() == transport)
                .toList());
    }

    Optional<Ratio> throughputRatio() {
        return Ratios.of(measured(), RoundResult::perSecond);
    }

    Optional<Ratio> p50Ratio() {
        return Ratios.of(measured(), round -> round.latency().p50());
    }

    Optional<Ratio> p99Ratio() {
        return Ratios.of(measured(), round -> round.latency().p99());
    }

    /** Whether the panel shares this machine's processors with the nodes, as far as its address tells. */
    boolean isLoopback() {
        String host = target.wsUrl().getHost();
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }
}
