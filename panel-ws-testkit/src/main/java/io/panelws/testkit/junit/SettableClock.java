package io.panelws.testkit.junit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of a test's nodes, by which they wait before they try WebSocket again (P-5, P-14). Once it is injected it stands
 * still, and goes on when the test says so. Deadlines are not measured by it (P-13). This class is thread-safe.
 */
public final class SettableClock implements InstantSource {

    private boolean stands;
    private Instant now = Instant.EPOCH;

    SettableClock() {}

    synchronized SettableClock stop() {
        now = instant();
        stands = true;
        return this;
    }

    /**
     * Lets time pass.
     *
     * @param time how much
     */
    public synchronized void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public synchronized Instant instant() {
        return stands ? now : Instant.now();
    }
}
