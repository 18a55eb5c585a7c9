package io.panelws.jetty.endpoint;

import io.panelws.jetty.Node;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The place of one connection among the others: taken before the handshake is answered, given back once, by whoever ends
 * what it stands for. A node is there for its panel from the beginning, so that one that is cut off while it connects does
 * not slip in.
 *
 * <p>This class is thread-safe.
 */
public final class Place implements Comparable<Place> {

    private static final AtomicLong NUMBERS = new AtomicLong();

    /** The one before it of the same account; of {@link Connections}, and guarded by it. */
    Place earlier;

    private final long number = NUMBERS.incrementAndGet();
    private final Connections connections;
    private final Node node;
    private final String account;

    // Guarded by this.
    private NodeConnection connection;
    private Optional<String> expelled = Optional.empty();
    private boolean released;

    Place(Connections connections, Node node, String account) {
        this.connections = connections;
        this.node = node;
        this.account = account;
    }

    /**
     * Who is at the other end.
     *
     * @return as its handshake said
     */
    public Node node() {
        return node;
    }

    /** In the order in which they were taken. */
    @Override
    public int compareTo(Place other) {
        return Long.compare(number, other.number);
    }

    String account() {
        return account;
    }

    /**
     * The connection.
     *
     * @return empty while the handshake is being answered
     */
    public synchronized Optional<NodeConnection> connection() {
        return Optional.ofNullable(connection);
    }

    /** The place is the connection's from here on; false when it has been given back already. */
    synchronized boolean take(NodeConnection opened) {
        if (released) {
            return false;
        }
        connection = opened;
        return true;
    }

    /** Why the node was cut off while it connected. */
    synchronized Optional<String> expelled() {
        return expelled;
    }

    /**
     * Closes the connection with 1008, also one that is still being opened.
     *
     * @param reason for the node's log, at most 123 bytes
     */
    public void expel(String reason) {
        Optional<NodeConnection> open;
        synchronized (this) {
            open = Optional.ofNullable(connection);
            expelled = Optional.of(reason);
        }
        open.ifPresent(there -> there.expel(reason));
    }

    /** Gives the place back unless a connection has taken it, which will do so at its end. */
    public void releaseUntaken() {
        synchronized (this) {
            if (released || connection != null) {
                return;
            }
            released = true;
        }
        connections.released(this);
    }

    /** Gives the place back; without effect when that has happened before. */
    boolean release() {
        synchronized (this) {
            if (released) {
                return false;
            }
            released = true;
        }
        connections.released(this);
        return true;
    }
}
