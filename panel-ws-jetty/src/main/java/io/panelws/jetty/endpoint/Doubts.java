package io.panelws.jetty.endpoint;

import io.panelws.jetty.replay.ReplayGuard;
import io.panelws.jetty.replay.ReplayGuard.Doubt;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The answers of one connection that may not have arrived. A node of generation 1 sends its next message only when it has
 * read the last answer (P-17), so a message is proof. A node of generation 2 sends ahead; for it, the pong to a ping that
 * was sent behind the answer is.
 *
 * <p>This class is thread-safe.
 */
final class Doubts {

    private final ReplayGuard guard;

    // Guarded by this.
    private final Queue<Numbered> serial = new ArrayDeque<>(0);
    private final Queue<Numbered> concurrent = new ArrayDeque<>(0);
    private long pings;

    private record Numbered(Doubt doubt, long ping) {}

    Doubts(ReplayGuard guard) {
        this.guard = guard;
    }

    /** Notes that an answer without an {@code id} has been sent. */
    synchronized void answered(Doubt doubt) {
        serial.add(new Numbered(doubt, 0));
    }

    /** Notes that an answer with an {@code id} has been sent; the payload of the ping that must follow. */
    synchronized ByteBuffer answeredConcurrently(Doubt doubt) {
        concurrent.add(new Numbered(doubt, ++pings));
        return ByteBuffer.allocate(Long.BYTES).putLong(pings).flip();
    }

    /** A message has come, so what was answered before has been read. */
    synchronized void messageReceived() {
        for (Numbered next = serial.poll(); next != null; next = serial.poll()) {
            guard.arrived(next.doubt());
        }
    }

    /** A pong has come, so what was answered before its ping has been read. */
    synchronized void pongReceived(ByteBuffer payload) {
        if (payload.remaining() != Long.BYTES) {
            return;
        }
        long ping = payload.getLong(payload.position());
        while (!concurrent.isEmpty() && concurrent.peek().ping() <= ping && ping <= pings) {
            guard.arrived(concurrent.remove().doubt());
        }
    }
}
