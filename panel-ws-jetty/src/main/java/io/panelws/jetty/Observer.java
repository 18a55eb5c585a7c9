package io.panelws.jetty;

import java.util.Optional;

/**
 * Is told everything that is counted, when it happens, by the thread in which it happens: what listeners and meters hang on.
 * Implementations neither block nor throw, and are thread-safe.
 *
 * <p>Internal: may change in any release.
 */
public interface Observer extends PanelWsListener {

    /**
     * A message of a node is done.
     *
     * @param node whose
     * @param method as the message has it, which may be anything; empty where it has none
     * @param status of the answer; 0 where there was no whole one
     * @param nanos from the receipt of the message until its answer was sent and the panel was done with it
     * @param bytesIn the decoded body of the message
     * @param bytesOut the body of the answer
     */
    default void answered(Node node, String method, int status, long nanos, long bytesIn, long bytesOut) {}

    /**
     * A request of the panel to a node has come to its end.
     *
     * @param node who was asked
     * @param failure why there is no answer, empty where there is one
     * @param nanos how long it took
     */
    default void asked(Node node, Optional<NodeAskException.Reason> failure, long nanos) {}
}
