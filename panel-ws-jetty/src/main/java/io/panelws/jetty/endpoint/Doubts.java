package io.panelws.jetty.endpoint;

import io.panelws.jetty.replay.ReplayGuard;
import io.panelws.jetty.replay.ReplayGuard.Doubt;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The answers of one connection that may not have arrived. A node of generation 1 sends its next message only when it has
 * read the last answer (P-17), so a message is proof. A node of generation 2 sends ahead; for it, the pong to a ping that
 * was sent behind the answer is.
 *
 * <p>And whether the node may have given up what it has sent here, since a {@code POST} of it has come by another way (P-14);
 * a pong to a ping that was sent after that shows that it has not.
 *
 * <p>This class is thread-safe.
 */
final class Doubts {

    /** Far more than a node leaves open. Who answers no ping does not make the panel remember without end. */
    private static final int MAX_OPEN = 256;

    private final ReplayGuard guard;

    // Guarded by this; beyond the limit the oldest goes, and is a matter of the replay window; empty lists are shared,
    // since nearly all connections have nothing open.
    private List<Doubt> serial = List.of();
    private List<Ping> open = List.of();
    private long pings;

    /** The first ping whose pong shows that the node is still there; 0 when there is no reason to ask. */
    private long overtaken;

    private record Ping(long number, Runnable answered, Runnable ended) {}

    Doubts(ReplayGuard guard) {
        this.guard = guard;
    }

    /** Notes that an answer without an {@code id} has been sent. */
    synchronized void answered(Doubt doubt) {
        serial = append(serial, doubt);
    }

    /** Notes that an answer with an {@code id} has been sent; the payload of the ping that must follow. */
    synchronized ByteBuffer answeredConcurrently(Doubt doubt) {
        return asked(() -> guard.arrived(doubt), () -> {});
    }

    /** Notes a ping, what its pong lets happen, and what the end of the connection does; the payload of the ping. */
    synchronized ByteBuffer asked(Runnable answered, Runnable ended) {
        open = append(open, new Ping(++pings, answered, ended));
        return ByteBuffer.allocate(Long.BYTES).putLong(pings).flip();
    }

    /** A {@code POST} of the node has come by another way. */
    synchronized void overtaken() {
        overtaken = pings + 1;
    }

    synchronized boolean isOvertaken() {
        return overtaken > 0;
    }

    /** No pong is waited for any more. Those that come all the same show what they show. */
    void ended() {
        List<Ping> lost;
        synchronized (this) {
            lost = open;
        }
        lost.forEach(ping -> ping.ended().run());
    }

    /** A message has come, so what was answered before has been read. */
    synchronized void messageReceived() {
        serial.forEach(guard::arrived);
        serial = List.of();
    }

    /** A pong has come, so the node was there after its ping, and has read what was answered before. */
    void pongReceived(ByteBuffer payload) {
        if (payload.remaining() != Long.BYTES) {
            return;
        }
        long number = payload.getLong(payload.position());
        List<Ping> answered;
        synchronized (this) {
            if (number > pings) {
                return;
            }
            overtaken = number >= overtaken ? 0 : overtaken;
            answered = open.stream().filter(ping -> ping.number() <= number).toList();
            open = open.stream().filter(ping -> ping.number() > number).toList();
        }
        answered.forEach(ping -> ping.answered().run());
    }

    private static <T> List<T> append(List<T> list, T last) {
        List<T> kept = list.size() < MAX_OPEN ? list : list.subList(1, list.size());
        List<T> longer = new ArrayList<>(kept.size() + 1);
        longer.addAll(kept);
        longer.add(last);
        return longer;
    }
}
