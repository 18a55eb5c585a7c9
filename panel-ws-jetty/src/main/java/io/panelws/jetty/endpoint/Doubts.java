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
 * <p>This class is thread-safe.
 */
final class Doubts {

    /** Far more than a node leaves open. Who answers no ping does not make the panel remember without end. */
    private static final int MAX_OPEN = 256;

    private final ReplayGuard guard;

    // Guarded by this; beyond the limit the oldest goes, and is a matter of the replay window; empty lists are shared,
    // since nearly all connections have nothing open.
    private List<Doubt> serial = List.of();
    private List<Numbered> concurrent = List.of();
    private long pings;

    private record Numbered(Doubt doubt, long ping) {}

    Doubts(ReplayGuard guard) {
        this.guard = guard;
    }

    /** Notes that an answer without an {@code id} has been sent. */
    synchronized void answered(Doubt doubt) {
        serial = append(serial, doubt);
    }

    /** Notes that an answer with an {@code id} has been sent; the payload of the ping that must follow. */
    synchronized ByteBuffer answeredConcurrently(Doubt doubt) {
        concurrent = append(concurrent, new Numbered(doubt, ++pings));
        return ByteBuffer.allocate(Long.BYTES).putLong(pings).flip();
    }

    /** A message has come, so what was answered before has been read. */
    synchronized void messageReceived() {
        serial.forEach(guard::arrived);
        serial = List.of();
    }

    /** A pong has come, so what was answered before its ping has been read. */
    synchronized void pongReceived(ByteBuffer payload) {
        if (payload.remaining() != Long.BYTES || concurrent.isEmpty()) {
            return;
        }
        long ping = payload.getLong(payload.position());
        if (ping <= pings) {
            concurrent.stream().filter(open -> open.ping() <= ping).forEach(open -> guard.arrived(open.doubt()));
            concurrent = concurrent.stream().filter(open -> open.ping() > ping).toList();
        }
    }

    private static <T> List<T> append(List<T> list, T last) {
        List<T> kept = list.size() < MAX_OPEN ? list : list.subList(1, list.size());
        List<T> longer = new ArrayList<>(kept.size() + 1);
        longer.addAll(kept);
        longer.add(last);
        return longer;
    }
}
