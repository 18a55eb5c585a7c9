package io.panelws.jetty.replay;

/**
 * The memory for what is read and not yet answered, shared by all who read.
 *
 * <p>Implementations are thread-safe and do not block.
 */
public interface Bytes {

    /**
     * Takes some.
     *
     * @param bytes how many
     * @return false when there are not as many left; nothing has been taken then
     */
    boolean reserve(int bytes);

    /**
     * Gives some back.
     *
     * @param bytes how many
     */
    void release(int bytes);
}
