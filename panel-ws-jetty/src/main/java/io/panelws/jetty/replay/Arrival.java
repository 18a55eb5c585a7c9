package io.panelws.jetty.replay;

import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When a connection was opened, or a request was read: what came later by another way overtakes what waits. Names are unique, and their order as strings is that of arrival; between processes, as far as their clocks
 * agree. Immutable.
 *
 * @param number microseconds since 1970, or a few more: no two in a process are the same
 */
public record Arrival(long number) {

    private static final String PROCESS = UUID.randomUUID().toString();
    private static final AtomicLong LAST = new AtomicLong();

    /**
     * An arrival after all others of this process.
     *
     * @return a new arrival
     */
    public static Arrival now() {
        long now = System.currentTimeMillis() * 1000;
        return new Arrival(LAST.updateAndGet(last -> Math.max(last + 1, now)));
    }

    /**
     * How {@link ReplayStore} knows it.
     *
     * @return its time in hex and the name of the process
     */
    public String name() {
        return HexFormat.of().toHexDigits(number) + "-" + PROCESS;
    }
}
