package io.panelws.testkit.cost;

import java.io.IOException;

/** A connection that asks the same again and again. Not thread-safe, but for {@link #close}. */
interface Link extends AutoCloseable {

    void send() throws IOException;

    /**
     * Waits for the next answer.
     *
     * @throws IOException also when the answer is not like the first one, which is looked at
     */
    void receive() throws IOException;

    @Override
    void close() throws IOException;
}
