package io.panelws.testkit.bench;

/** When a thread sends. Times are in nanoseconds since the round began. */
sealed interface Pace {

    /**
     * When a request is due.
     *
     * @param thread which of the threads that send, counted from 0
     * @param request which of its requests, counted from 0
     * @param now the time at which the thread is free to send it
     */
    long due(int thread, long request, long now);

    /** The next request once the last one is answered: the load yields where the panel is slow. */
    record ClosedLoop() implements Pace {

        @Override
        public long due(int thread, long request, long now) {
            return now;
        }
    }

    /**
     * At fixed times, whatever the panel does: a request that waits for the answer to the one before is late, and its
     * latency counts from when it was due.
     *
     * @param rate requests a second of all nodes together
     * @param threads among how many they are spread evenly
     */
    record OpenLoop(double rate, int threads) implements Pace {

        private static final double SECOND = 1e9;

        @Override
        public long due(int thread, long request, long now) {
            return Math.round((request * (double) threads + thread) / rate * SECOND);
        }
    }
}
