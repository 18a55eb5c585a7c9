package io.panelws.jetty;

/**
 * Is told what happens to the nodes of a web application, see {@link PanelWs#addListener}. Every method does nothing unless
 * it is implemented.
 *
 * <p>The calls of one listener come one after another, in the order in which things happened, by a thread that has nothing
 * else to do: a listener may block, and what it throws is logged. Where it is so slow that {@value #MAX_EVENTS} events wait,
 * further ones are left out, and a line in the log says so; half of the places are kept for what happens to nodes that the
 * panel has answered with 2xx. A method may be called a moment after the listener has been removed.
 */
public interface PanelWsListener {

    /** How many events wait for a listener at most. */
    int MAX_EVENTS = 10_000;

    /**
     * A node has connected. Whether its token is right shows with its first message, unless a filter in front or {@code
     * handshakeAuth} has looked at it.
     *
     * @param node the node; by now it may have disconnected
     */
    default void connected(Node node) {}

    /**
     * A node's connection has ended. Told for each that {@link #connected} was told of, unless events are left out.
     *
     * @param node the same object as in {@link #connected}; its {@link Node#facts()} are those at the end
     * @param how how it ended
     */
    default void disconnected(Node node, Disconnection how) {}

    /**
     * A handshake was refused.
     *
     * @param handshake whose, and why
     */
    default void refused(RefusedHandshake handshake) {}

    /**
     * A node has sent a {@code POST} again, which was not executed twice.
     *
     * @param post which
     */
    default void repeated(RepeatedPost post) {}
}
