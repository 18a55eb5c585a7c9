package io.panelws.jetty.replay;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that goes on as time does when that of the day is set back, and is later with each call. Where that of the day is
 * set forward, or the machine has slept, it follows. Times are microseconds. Thread-safe.
 */
final class SteadyClock {

    private final AtomicLong last = new AtomicLong();
    private final AtomicLong offset = new AtomicLong(Long.MIN_VALUE);

    /**
     * Reads it.
     *
     * @param day the time of the day's clock
     * @param running that of a clock which nobody sets
     */
    long now(long day, long running) {
        long now = running + offset.accumulateAndGet(day - running, Math::max);
        return last.updateAndGet(before -> Math.max(before + 1, now));
    }
}
