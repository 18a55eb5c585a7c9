package io.panelws.jetty;

/**
 * How much there is of what, at a moment; what has happened is told to an {@link Observer}.
 *
 * <p>Internal: may change in any release.
 *
 * @param connections open, and being opened
 * @param running requests of nodes that run
 * @param waiting requests of nodes that wait
 * @param asked requests of the panel that nodes have not answered
 * @param pendingBytes what messages in progress hold, as {@code maxPendingBytes} counts it
 * @param unansweredPings pings without a pong, of all connections
 * @param bytesIn received, of all connections so far
 * @param bytesOut sent, of all connections so far
 */
public record Figures(
        int connections,
        long running,
        long waiting,
        long asked,
        long pendingBytes,
        long unansweredPings,
        long bytesIn,
        long bytesOut) {
    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0);

    Figures plus(Figures more) {
        return new Figures(
                connections + more.connections,
                running + more.running,
                waiting + more.waiting,
                asked + more.asked,
                pendingBytes + more.pendingBytes,
                unansweredPings + more.unansweredPings,
                bytesIn + more.bytesIn,
                bytesOut + more.bytesOut);
    }
}
