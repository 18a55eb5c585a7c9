package io.panelws.jetty.endpoint;

import io.panelws.jetty.replay.Bytes;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what the messages of all connections together may make the panel hold: the bytes that have been received of a
 * message, then its decoded body and {@value #PER_MESSAGE} bytes for the objects about it, until the panel is done with it.
 *
 * <p>This class is thread-safe and does not block.
 */
public final class MessageBudget implements Bytes {

    /** What a small message holds besides its body: its headers, its place in the queue, the request made of it. */
    static final int PER_MESSAGE = 2048;

    private final long maxBytes;
    private final long maxBytesForStrangers;
    private final AtomicLong used = new AtomicLong();

    /**
     * Makes an unused budget.
     *
     * @param maxBytes the most bytes at a time
     * @param maxMessageBytes the largest message
     */
    public MessageBudget(long maxBytes, int maxMessageBytes) {
        this.maxBytes = maxBytes;
        this.maxBytesForStrangers = Math.max(maxBytes / 2, Math.min(maxBytes, 2L * maxMessageBytes));
    }

    /**
     * What is reserved.
     *
     * @return bytes
     */
    public long used() {
        return used.get();
    }

    /**
     * Reserves, all or nothing. Who has not been let in gets nothing of the second half, so that strangers leave room for
     * the nodes.
     *
     * @param bytes how many
     * @param letIn whether the panel knows for whom
     * @return false when there is no room
     */
    boolean reserve(int bytes, boolean letIn) {
        if (used.addAndGet(bytes) <= (letIn ? maxBytes : maxBytesForStrangers)) {
            return true;
        }
        release(bytes);
        return false;
    }

    @Override
    public boolean reserve(int bytes) {
        return reserve(bytes, false);
    }

    @Override
    public void release(int bytes) {
        used.addAndGet(-bytes);
    }
}
