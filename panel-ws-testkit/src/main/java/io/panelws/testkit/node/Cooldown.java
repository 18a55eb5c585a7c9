package io.panelws.testkit.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time in which a node does not try WebSocket, since it did not work (P-5, P-14). Thread-safe. */
final class Cooldown {

    static final Duration LENGTH = Duration.ofSeconds(60);

    private final InstantSource clock;
    private volatile Instant end = Instant.MIN;

    Cooldown(InstantSource clock) {
        this.clock = clock;
    }

    void begin() {
        end = clock.instant().plus(LENGTH);
    }

    /** Tells whether it lasts: after 59.999 s yes, after 60 s no. */
    boolean lasts() {
        return clock.instant().isBefore(end);
    }
}
