package io.panelws.jetty.endpoint;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what all connections together may make the panel hold: the text of messages that are being received, wait or
 * are answered, and the threads that wait because a connection has sent too far ahead.
 *
 * <p>This class is thread-safe.
 */
public final class MessageBudget {

    /** Few enough that a usual thread pool serves everyone else meanwhile. */
    private static final int MAX_WAITING_THREADS = 16;

    private final long maxCharacters;
    private final AtomicLong characters = new AtomicLong();
    private final Semaphore waitingThreads = new Semaphore(MAX_WAITING_THREADS);

    /**
     * Makes an unused budget.
     *
     * @param maxCharacters the most characters of messages; nearly all of them take one byte
     */
    public MessageBudget(long maxCharacters) {
        this.maxCharacters = maxCharacters;
    }

    /**
     * What is reserved.
     *
     * @return characters of messages in progress
     */
    public long used() {
        return characters.get();
    }

    boolean reserve(int count) {
        if (characters.addAndGet(count) <= maxCharacters) {
            return true;
        }
        release(count);
        return false;
    }

    void release(int count) {
        characters.addAndGet(-count);
    }

    boolean reserveWaitingThread() {
        return waitingThreads.tryAcquire();
    }

    void releaseWaitingThread() {
        waitingThreads.release();
    }
}
