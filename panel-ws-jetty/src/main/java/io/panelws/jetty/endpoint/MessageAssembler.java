package io.panelws.jetty.endpoint;

import java.util.Optional;

/**
 * Puts the parts of a text message together, within the budget.
 *
 * <p>This class is thread-safe: a connection may end while a part of a message is coming in.
 */
final class MessageAssembler {

    /** Never written to: stands for a message that has not begun. */
    private static final StringBuilder NONE = new StringBuilder(0);

    private final MessageBudget budget;
    private final int maxCharacters;

    // Guarded by this.
    private StringBuilder parts = NONE;
    private boolean closed;

    MessageAssembler(MessageBudget budget, int maxCharacters) {
        this.budget = budget;
        this.maxCharacters = maxCharacters;
    }

    /** Thrown away is what has come so far. */
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** There is no room at the moment. */
    static final class NoRoom extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** Adds a part; the whole message with the last one, whose characters stay reserved until they are released. */
    synchronized Optional<String> add(String part, boolean last) throws TooLarge, NoRoom {
        if (closed) {
            return Optional.empty();
        }
        if (parts.length() + (long) part.length() > maxCharacters) {
            discard();
            throw new TooLarge();
        }
        if (!budget.reserve(part.length())) {
            discard();
            throw new NoRoom();
        }
        if (last && parts.isEmpty()) {
            return Optional.of(part);
        }
        if (parts == NONE) {
            parts = new StringBuilder();
        }
        parts.append(part);
        if (!last) {
            return Optional.empty();
        }
        String whole = parts.toString();
        empty();
        return Optional.of(whole);
    }

    /** Passes over everything that still comes. */
    synchronized void close() {
        closed = true;
        discard();
    }

    private void discard() {
        budget.release(parts.length());
        empty();
    }

    private void empty() {
        parts = NONE;
    }
}
