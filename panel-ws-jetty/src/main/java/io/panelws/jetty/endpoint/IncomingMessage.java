package io.panelws.jetty.endpoint;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Puts the frames of one message together, within the budget. A message of one frame is copied once, out of the buffer of
 * the network; one of many into an array that grows by doubling, counted at its true size.
 *
 * <p>This class is thread-safe: a connection may end while a frame is coming in.
 */
final class IncomingMessage {

    private static final byte[] NONE = {};

    private final MessageBudget budget;
    private final int maxBytes;

    // Guarded by this.
    private byte[] bytes = NONE;
    private int length;
    private boolean closed;

    IncomingMessage(MessageBudget budget, int maxBytes) {
        this.budget = budget;
        this.maxBytes = maxBytes;
    }

    /** Thrown away is what has come so far. */
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** There is no room at the moment. */
    static final class NoRoom extends Exception {
        private static final long serialVersionUID = 1;
    }

    /**
     * Adds a payload.
     *
     * @param letIn whether the panel knows who sends it
     * @return the whole message with the last one; as many bytes as its array has stay reserved until they are released
     */
    synchronized Optional<ByteBuffer> add(ByteBuffer payload, boolean last, boolean letIn) throws TooLarge, NoRoom {
        if (closed) {
            return Optional.empty();
        }
        int total = length + payload.remaining();
        if (total > maxBytes || total < 0) {
            discard();
            throw new TooLarge();
        }
        if (total > bytes.length) {
            grow(last && length == 0 ? total : (int) Math.min(maxBytes, Math.max(total, 2L * bytes.length)), letIn);
        }
        payload.get(bytes, length, payload.remaining());
        length = total;
        if (!last) {
            return Optional.empty();
        }
        ByteBuffer whole = ByteBuffer.wrap(bytes, 0, length);
        bytes = NONE;
        length = 0;
        return Optional.of(whole);
    }

    private void grow(int capacity, boolean letIn) throws NoRoom {
        if (!budget.reserve(capacity, letIn)) {
            discard();
            throw new NoRoom();
        }
        int before = bytes.length;
        boolean grown = false;
        try {
            bytes = Arrays.copyOf(bytes, capacity);
            grown = true;
        } finally {
            // Where the heap has no such array, what was there stays counted until it is discarded.
            budget.release(grown ? before : capacity);
        }
    }

    /** Passes over everything that still comes. */
    synchronized void close() {
        closed = true;
        discard();
    }

    private void discard() {
        budget.release(bytes.length);
        bytes = NONE;
        length = 0;
    }
}
