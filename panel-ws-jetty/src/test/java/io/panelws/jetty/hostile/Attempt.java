package io.panelws.jetty.hostile;

import java.util.Set;

/**
 * Bytes to be sent, and what must come of them.
 *
 * @param name what is wrong with it
 * @param bytes one or more frames
 * @param answers how many messages they hold that must be answered
 * @param closeCodes the codes that the connection may be closed with, empty when it must stay open
 */
record Attempt(String name, byte[] bytes, int answers, Set<Integer> closeCodes) {

    static Attempt answered(String name, byte[] bytes) {
        return new Attempt(name, bytes, 1, Set.of());
    }

    static Attempt closed(String name, byte[] bytes, Integer... codes) {
        return new Attempt(name, bytes, 0, Set.of(codes));
    }

    boolean closes() {
        return !closeCodes.isEmpty();
    }

    @Override
    public String toString() {
        return "\n" + (name.length() < 500 ? name : name.substring(0, 500) + "...");
    }
}
