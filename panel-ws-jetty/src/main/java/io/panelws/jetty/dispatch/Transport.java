package io.panelws.jetty.dispatch;

/** The network connection under a WebSocket. This class is thread-safe. */
public interface Transport {

    /** Ends the connection at once, also when a write is stuck. */
    void cut();

    /**
     * Tells whether the close frame has left, behind which nothing may be sent (RFC 6455, section 5.5.1).
     *
     * @return true when the output is shut, or the connection has ended
     */
    boolean isOutputShut();
}
