package io.panelws.jetty.endpoint;

/**
 * What a connection tells the others of its filter. A node has one connection at a time, but the panel may not know yet
 * that the one before has ended (P-14).
 *
 * <p>Implementations are thread-safe and do not block.
 */
public interface Siblings {

    /**
     * A {@code POST} has been read. What its node has sent on its other connections may have been given up, and this may be
     * the same again: they must be told by {@link NodeConnection#overtaken} before this method returns.
     *
     * @param connection where it came
     */
    void posted(NodeConnection connection);

    /**
     * The connection has ended.
     *
     * @param connection which
     */
    void closed(NodeConnection connection);
}
