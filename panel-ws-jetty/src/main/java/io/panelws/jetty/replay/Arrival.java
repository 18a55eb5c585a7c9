package io.panelws.jetty.replay;

/**
 * How and when a {@code POST} came. Times are those of {@link #now()}. Immutable.
 *
 * @param via names the connection uniquely, also among processes; {@link #HTTP} for plain HTTP
 * @param opened when the connection was opened: what is executed by another way before that cannot be repeated here late
 * @param read when the request had been read whole
 * @param proved a time after which the node has shown that it waits on this connection for its answer, by the pong to a
 *     ping that was sent then; 0 for none
 */
public record Arrival(String via, long opened, long read, long proved) {

    /** The way of all requests over plain HTTP, whatever connections they use. */
    public static final String HTTP = "http";

    private static final SteadyClock CLOCK = new SteadyClock();

    /**
     * The time; no two calls in a process get the same, and each gets a later one than those before.
     *
     * @return microseconds since 1970, or a few more
     */
    public static long now() {
        return CLOCK.now(System.currentTimeMillis() * 1_000, System.nanoTime() / 1_000);
    }

    /**
     * A request over plain HTTP that has been read just now.
     *
     * @return a new arrival
     */
    public static Arrival overHttp() {
        long now = now();
        return new Arrival(HTTP, now, now, 0);
    }

    /**
     * The same, after a pong.
     *
     * @param pinged when the ping was sent
     * @return a new arrival
     */
    public Arrival provedAt(long pinged) {
        return new Arrival(via, opened, read, pinged);
    }
}
