package io.panelws.jetty.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

final class TestClock implements InstantSource {

    private Instant now = Instant.EPOCH;

    void forward(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
