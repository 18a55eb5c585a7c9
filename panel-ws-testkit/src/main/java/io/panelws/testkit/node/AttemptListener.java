package io.panelws.testkit.node;

/** Is told of every {@link Attempt} as it ends, on the thread that makes the exchange. */
@FunctionalInterface
public interface AttemptListener {

    /** Listens to nothing. */
    AttemptListener NONE = attempt -> {};

    /**
     * Called once an attempt.
     *
     * @param attempt what was tried and how it ended
     */
    void attempted(Attempt attempt);
}
