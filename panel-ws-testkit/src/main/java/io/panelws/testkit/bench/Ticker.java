package io.panelws.testkit.bench;

import java.util.concurrent.locks.LockSupport;

/** Elapsed time, and waiting for it. Thread-safe. */
interface Ticker {

    /** The time in nanoseconds since the ticker was made. */
    long nanos();

    /**
     * Returns at that time, at once where it has passed or the thread is interrupted; later by what the system's timers are
     * late.
     */
    void sleepUntil(long nanos);

    /** Starts at the time of the call. */
    static Ticker system() {
        long start = System.nanoTime();
        return new Ticker() {
            @Override
            public long nanos() {
                return System.nanoTime() - start;
            }

            @Override
            public void sleepUntil(long nanos) {
                long left = nanos - nanos();
                while (left > 0 && !Thread.currentThread().isInterrupted()) {
                    LockSupport.parkNanos(left);
                    left = nanos - nanos();
                }
            }
        };
    }
}
