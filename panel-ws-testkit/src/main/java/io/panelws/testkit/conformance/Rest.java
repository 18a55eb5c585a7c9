package io.panelws.testkit.conformance;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Connections that rest as a node's do between polls, once for all cases that want to know: one that is read from, and
 * answers pings, as a node of generation 2; one that is not, as a node of generation 1 (P-16). Thread-safe.
 */
final class Rest {

    /** What became of them. */
    record Seen(Duration time, Optional<Received> unasked, Optional<Finding> reading, Optional<Finding> deaf) {}

    private final ProbeOptions options;
    private Optional<Seen> seen = Optional.empty();

    Rest(ProbeOptions options) {
        this.options = options;
    }

    synchronized Seen seen(Probe probe) throws IOException, Finding {
        Duration time = options.slow()
                .orElseThrow(() -> Finding.skipped("it takes " + ProbeOptions.SLOW.toSeconds() + " s: see --slow"));
        if (seen.isEmpty()) {
            seen = Optional.of(seen(probe, time));
        }
        return seen.get();
    }

    private static Seen seen(Probe probe, Duration time) throws IOException, Finding {
        probe.remark("on a connection that is read from, pings answered");
        PanelConnection reading = probe.connect();
        MessageCases.requireSuccess(reading.ask(Call.CONFIG.get()));
        probe.remark("on a connection from which nothing is read");
        PanelConnection deaf = probe.connect();
        MessageCases.requireSuccess(deaf.ask(Call.CONFIG.get()));

        probe.forgetTrouble();
        long end = System.nanoTime() + time.toNanos();
        Optional<Received> unasked = Optional.empty();
        Received received = reading.receive(time);
        while (received instanceof Received.Message && System.nanoTime() < end) {
            unasked = unasked.isEmpty() ? Optional.of(received) : unasked;
            received = reading.receive(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
        }
        boolean lives = received instanceof Received.Silence || received instanceof Received.Message;
        Optional<Finding> ofReading = lives ? ended(reading) : Optional.of(ended(received.seen() + " while it rested"));
        return new Seen(time, unasked, ofReading, unasked.isPresent() ? Optional.empty() : ended(deaf));
    }

    private static Optional<Finding> ended(PanelConnection connection) throws IOException {
        try {
            connection.send(Call.CONFIG.get());
            Received received = connection.receive();
            return received instanceof Received.Message ? Optional.empty() : Optional.of(ended(received.seen()));
        } catch (IOException e) {
            return Optional.of(ended("a connection that takes no request any more"));
        } catch (Finding e) {
            return Optional.of(e);
        }
    }

    private static Finding ended(String seen) {
        return Finding.of("an answer, as to any request", seen, "a connection that ended while it rested");
    }
}
