package io.panelws.testkit.it;

import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.Fleet;
import io.panelws.testkit.node.NodeException;
import io.panelws.testkit.node.Traffic;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.node.UniProxyNode;
import io.panelws.testkit.panel.TrafficBook;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node that pushes all the time. Each push is another power of two, so that a bill shows which pushes it is the sum of,
 * and the count of pushes whether one is in it twice.
 */
final class Pusher implements Fleet.Member, AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(40);
    /** The panel takes amounts of 18 digits. */
    private static final int PUSHES_PER_USER = 59;

    private final UniProxyNode node;
    private final int firstUser;
    private final Map<Integer, Long> certain = new TreeMap<>();
    private final Map<Integer, Long> uncertain = new TreeMap<>();
    private int pushes;
    private int overWebSocketInARow;
    private int connection;
    private int unanswered;

    Pusher(UniProxyNode node, int firstUser) {
        this.node = node;
        this.firstUser = firstUser;
    }

    @Override
    public Duration turn() throws IOException, InterruptedException {
        int user = firstUser + pushes / PUSHES_PER_USER;
        long amount = 1L << pushes % PUSHES_PER_USER;
        try {
            Exchange exchange = node.pushTraffic(Map.of(user, new Traffic(amount, 0)));
            done(user, amount, exchange.status() == 200, exchange.attempts());
        } catch (NodeException e) {
            done(user, amount, false, e.attempts());
        }
        return PAUSE;
    }

    private synchronized void done(int user, long amount, boolean answered, List<Attempt> attempts) {
        Attempt last = attempts.get(attempts.size() - 1);
        (answered ? certain : uncertain).merge(user, amount, Long::sum);
        unanswered += answered ? 0 : 1;
        overWebSocketInARow = answered && last.transport() == Transport.WEBSOCKET ? overWebSocketInARow + 1 : 0;
        connection = Math.max(connection, last.connection());
        pushes++;
    }

    /** Forgets how many pushes have been answered over WebSocket in a row. */
    synchronized void countAnew() {
        overWebSocketInARow = 0;
    }

    synchronized boolean isWellOverWebSocket() {
        return overWebSocketInARow >= 3;
    }

    /** The number of the last WebSocket, counted from 1. */
    synchronized int connection() {
        return connection;
    }

    synchronized int unanswered() {
        return unanswered;
    }

    synchronized int lastUser() {
        return firstUser + pushes / PUSHES_PER_USER;
    }

    int firstUser() {
        return firstUser;
    }

    /** What is wrong with the bill of one of its users, or nothing. */
    synchronized String wrongIn(int user, TrafficBook book) {
        long known = certain.getOrDefault(user, 0L);
        long possible = known | uncertain.getOrDefault(user, 0L);
        if (Long.bitCount(book.upload()) != book.pushes()) {
            return "user " + user + ": a push is in it twice: " + book;
        }
        if ((book.upload() & known) != known) {
            return "user " + user + ": an answered push is not in it: " + book + ", answered " + known;
        }
        return (book.upload() & ~possible) == 0 ? "" : "user " + user + ": what nobody has pushed is in it: " + book;
    }

    @Override
    public void close() {
        node.close();
    }
}
