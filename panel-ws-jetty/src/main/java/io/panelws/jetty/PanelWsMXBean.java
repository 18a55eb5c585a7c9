package io.panelws.jetty;

import java.util.Map;

/**
 * The figures of a web application's nodes by JMX, for panels without another way to meter: {@code
 * io.panelws:type=PanelWs,context="/panel"} in the platform's MBean server, from the start of the first {@link PanelWsFilter} to the
 * end of the last. Where another web application of this path is still there, as when Jetty 12.1 deploys a WAR anew, {@code
 * ,number=2} is added: ask for {@code io.panelws:type=PanelWs,context="/panel",*}. No name, address or token of a node is in it.
 */
public interface PanelWsMXBean {

    /**
     * How many nodes are connected.
     *
     * @return connections, those that are being opened too
     */
    int getConnections();

    /**
     * How many handshakes were accepted.
     *
     * @return a count since the start
     */
    long getHandshakesAccepted();

    /**
     * How many handshakes panel-ws has refused, by the kind of reason.
     *
     * @return counts since the start, by the names of {@link RefusedHandshake.Reason}
     */
    Map<String, Long> getHandshakesRefused();

    /**
     * How many connections have ended, by who ended them and with which code.
     *
     * @return counts since the start; {@code NODE 1000} for one
     */
    Map<String, Long> getCloses();

    /**
     * How many messages were answered.
     *
     * @return a count since the start
     */
    long getRequests();

    /**
     * How many messages were answered, by method and status.
     *
     * @return counts since the start; {@code GET 200} for one, {@code OTHER} for a method that HTTP does not know, {@code
     *     none} where there was no whole answer
     */
    Map<String, Long> getRequestsByStatus();

    /**
     * How long answering took, by method and status.
     *
     * @return seconds, of all such messages together, from their receipt until the answer was sent
     */
    Map<String, Double> getSecondsByStatus();

    /**
     * How many messages were answered with 400 and above, or not as a whole.
     *
     * @return a count since the start
     */
    long getErrors();

    /**
     * How many messages run in the panel.
     *
     * @return a count of this moment
     */
    long getRequestsInProgress();

    /**
     * How many messages wait for others of their connection.
     *
     * @return a count of this moment
     */
    long getRequestsWaiting();

    /**
     * How many {@code POST}s were sent again and not executed twice, over WebSocket and plain HTTP.
     *
     * @return a count since the start
     */
    long getRepeatedPosts();

    /**
     * What has come, frames and all.
     *
     * @return bytes since the start
     */
    long getBytesIn();

    /**
     * What has gone, frames and all.
     *
     * @return bytes since the start
     */
    long getBytesOut();

    /**
     * What messages in progress hold, of {@code maxPendingBytes}.
     *
     * @return bytes at this moment
     */
    long getPendingBytes();

    /**
     * How many pings have no pong yet. Nodes of generation 1 answer none while they wait for nothing (P-16).
     *
     * @return a count of this moment
     */
    long getUnansweredPings();

    /**
     * How many questions of the panel nodes have not answered yet.
     *
     * @return a count of this moment
     */
    long getAsked();

    /**
     * How many events listeners were not told of, because they were too slow.
     *
     * @return a count since the start
     */
    long getEventsLeftOut();

    /**
     * How many shared memories of {@code POST}s cannot be used, see the option {@code replayStore}.
     *
     * @return a count of this moment
     */
    long getReplayStoresDown();

    /**
     * How many {@code POST}s were answered 503 because the shared memory could not be used.
     *
     * @return a count since the start
     */
    long getPostsRefusedWithoutStore();

    /**
     * How many {@code POST}s were remembered in this process only, because the shared memory could not be used.
     *
     * @return a count since the start
     */
    long getPostsRememberedHereOnly();
}
