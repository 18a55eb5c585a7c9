package io.panelws.jetty.endpoint;

import io.panelws.jetty.replay.Arrival;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The answers of one connection that may not have arrived. A node of generation 1 sends its next message only when it has
 * read the last answer (P-17), so a message is proof. A node of generation 2 sends ahead; for it, the pong to a ping that
 * was sent behind the answer is. And the questions whether the node still waits for an answer here: one that does reads,
 * and answers pings (P-16).
 *
 * <p>This class is thread-safe. Tasks are run without a lock, by the thread that reads the connection.
 */
final class UnconfirmedAnswers {

    /** Far more than a node leaves open; beyond it the oldest is a matter of the replay window. */
    private static final int MAX_OPEN = 64;

    private final Outbound outbound;

    // Guarded by this.
    private final Deque<GuardedPost> serial = new ArrayDeque<>(2);
    private final Deque<Ping> confirmations = new ArrayDeque<>(2);

    /** No more than there are exchanges that run. */
    private final List<Proof> proofs = new ArrayList<>(0);

    private long pings;
    private boolean ended;

    private record Ping(long number, GuardedPost post) {}

    private record Proof(long number, long sent, LongConsumer proved, Runnable ended) {}

    UnconfirmedAnswers(Outbound outbound) {
        this.outbound = outbound;
    }

    /** Notes that an answer without an {@code id} is about to be sent. */
    synchronized void answered(GuardedPost post) {
        append(serial, post);
    }

    /** Notes that an answer with an {@code id} has been sent, and pings behind it. */
    void answeredConcurrently(GuardedPost post) {
        long number;
        synchronized (this) {
            number = ++pings;
            append(confirmations, new Ping(number, post));
        }
        outbound.ping(payload(number));
    }

    /**
     * Asks whether the node waits.
     *
     * @param proved is told, with the time of the ping, that it does
     * @param lost is run when the connection ends before that
     */
    void askForProof(LongConsumer proved, Runnable lost) {
        long number;
        synchronized (this) {
            number = ++pings;
            if (!ended) {
                proofs.add(new Proof(number, Arrival.now(), proved, lost));
            }
        }
        if (isEnded()) {
            lost.run();
        } else {
            outbound.ping(payload(number));
        }
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    private static ByteBuffer payload(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).flip();
    }

    private static <T> void append(Deque<T> open, T last) {
        if (open.size() >= MAX_OPEN) {
            open.removeFirst();
        }
        open.addLast(last);
    }

    /** A message has come, so what was answered before has been read. */
    void messageReceived() {
        List<GuardedPost> arrived;
        synchronized (this) {
            arrived = serial.isEmpty() ? List.of() : List.copyOf(serial);
            serial.clear();
        }
        arrived.forEach(GuardedPost::arrived);
    }

    /** A pong has come, so the node was there after its ping, and has read what was answered before. */
    void pongReceived(ByteBuffer payload) {
        if (payload.remaining() != Long.BYTES) {
            return;
        }
        long number = payload.getLong(payload.position());
        List<GuardedPost> arrived = new ArrayList<>();
        List<Proof> proved;
        synchronized (this) {
            if (number > pings) {
                return;
            }
            while (!confirmations.isEmpty() && confirmations.peekFirst().number() <= number) {
                arrived.add(confirmations.removeFirst().post());
            }
            proved = proofs.stream().filter(proof -> proof.number() <= number).toList();
            proofs.removeAll(proved);
        }
        arrived.forEach(GuardedPost::arrived);
        proved.forEach(proof -> proof.proved().accept(proof.sent()));
    }

    /** No proof is waited for any more. */
    void ended() {
        List<Proof> lost;
        synchronized (this) {
            ended = true;
            lost = List.copyOf(proofs);
            proofs.clear();
        }
        lost.forEach(proof -> proof.ended().run());
    }
}
