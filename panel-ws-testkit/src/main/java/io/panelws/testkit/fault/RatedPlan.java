package io.panelws.testkit.fault;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Draws a number for each exchange and looks up whose share it falls into. Immutable. */
final class RatedPlan implements FaultPlan {

    private final long seed;
    private final List<Share> shares;

    private record Share(Fault fault, double rate) {}

    RatedPlan(long seed, Map<Fault, Double> rates) {
        this.seed = seed;
        // In an order of their own: that of a map may change from run to run.
        this.shares = rates.entrySet().stream()
                .map(entry -> new Share(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(share -> share.fault().toString()))
                .toList();
        double sum = shares.stream().mapToDouble(Share::rate).sum();
        if (sum > 1 || shares.stream().anyMatch(share -> !(share.rate() >= 0))) {
            throw new IllegalArgumentException("the rates are not probabilities");
        }
    }

    @Override
    public Optional<Fault> fault(int connection, int exchange) {
        SplittableRandom random = new SplittableRandom(seed ^ mixed(((long) connection << 32) + exchange));
        double draw = random.nextDouble();
        for (Share share : shares) {
            draw -= share.rate();
            if (draw < 0) {
                boolean possible = exchange == 0 || share.fault().when() != When.AT_HANDSHAKE;
                return possible ? Optional.of(seeded(share.fault(), random.nextLong())) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Fault seeded(Fault fault, long seed) {
        return fault.what() instanceof What.Delay delay
                ? new Fault(fault.when(), new What.Delay(delay.longest(), seed))
                : fault;
    }

    /** Neighbours must not draw alike: the generator alone does not see to that (Stafford's mix 13). */
    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
