package io.panelws.jetty.replay;

import java.util.OptionalLong;

/**
 * What is to be known of the WebSockets of nodes that the panel has let in: one of its answers to them was a 2xx.
 *
 * <p>Implementations are thread-safe and do not block.
 */
public interface OpenConnections {

    /**
     * Tells whether a node has a connection.
     *
     * @param node see {@link ReplayKey#node()}
     * @return true when one is open
     */
    boolean any(String node);

    /**
     * Tells since when a node has had one.
     *
     * @param node see {@link ReplayKey#node()}
     * @return when the oldest of its open connections was opened, by {@link Arrival#now()}
     */
    OptionalLong oldest(String node);
}
