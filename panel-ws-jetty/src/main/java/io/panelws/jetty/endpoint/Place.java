package io.panelws.jetty.endpoint;

import io.panelws.api.NodeTraffic;
import io.panelws.api.WsCodecException;
import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.jetty.Node;
import io.panelws.jetty.NodeAskException;
import io.panelws.jetty.NodeAskException.Reason;
import io.panelws.jetty.NodeFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The place of one connection among the others: taken before the handshake is answered, given back once, by whoever ends
 * what it stands for. To its panel it is the node, and there from the beginning, so that one that is cut off while it connects
 * does not slip in. When the connection has ended, nothing of it is held but its last facts.
 *
 * <p>This class is thread-safe.
 */
public final class Place implements Node, Comparable<Place> {

    private static final AtomicLong NUMBERS = new AtomicLong();

    /** The one before it of the same account; of {@link Connections}, and guarded by it. */
    Place earlier;

    private final long number = NUMBERS.incrementAndGet();
    private final Connections connections;
    private final NodeName name;
    private final String account;

    // Guarded by this.
    private NodeConnection connection;
    private Optional<String> expelled = Optional.empty();
    private boolean released;

    /** Those at the end of the connection; null before. */
    private NodeFacts last;

    Place(Connections connections, NodeName name, String account) {
        this.connections = connections;
        this.name = name;
        this.account = account;
    }

    // ---- the node

    @Override
    public long number() {
        return number;
    }

    @Override
    public String remoteAddress() {
        return name.remoteAddress();
    }

    @Override
    public Optional<String> parameter(String parameter) {
        return name.parameter(parameter);
    }

    @Override
    public NodeFacts facts() {
        Optional<NodeConnection> open;
        synchronized (this) {
            if (last != null) {
                return last;
            }
            open = connection();
        }
        return open.map(NodeConnection::facts).orElseGet(() -> NodeFacts.none(Instant.now()));
    }

    @Override
    public boolean isAskable() {
        return connection().filter(NodeConnection::isAskable).isPresent();
    }

    @Override
    public CompletionStage<WsResponse> ask(WsRequest request, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout is not positive: " + timeout);
        }
        return connection()
                .map(open -> open.ask(request, timeout))
                .orElseGet(() -> Questions.failed(this, Reason.CLOSED, "its connection is not open"));
    }

    @Override
    public CompletionStage<NodeTraffic> traffic(NodeTraffic.Query query, Duration timeout) {
        CompletableFuture<NodeTraffic> traffic = new CompletableFuture<>();
        ask(query.request(), timeout).whenComplete((answer, failure) -> {
            try {
                if (failure != null) {
                    traffic.completeExceptionally(failure);
                } else if (!HttpStatus.isSuccess(answer.status())) {
                    traffic.completeExceptionally(refused(answer.status()));
                } else {
                    traffic.complete(NodeTraffic.read(answer.bodyBuffer()));
                }
            } catch (WsCodecException e) {
                traffic.completeExceptionally(new NodeAskException(
                        Reason.UNREADABLE, "Node " + this + " has not told its traffic: " + e.getMessage()));
            } catch (RuntimeException | Error e) {
                traffic.completeExceptionally(e);
                throw e;
            }
        });
        return traffic;
    }

    private NodeAskException refused(int status) {
        return new NodeAskException(
                Reason.REFUSED, "Node " + this + " has not told its traffic: it has answered with " + status + ".");
    }

    @Override
    public String toString() {
        return name.toString();
    }

    // ---- the place

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
     * @return empty while the handshake is being answered, and when it has ended
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
        NodeFacts none = NodeFacts.none(Instant.now());
        synchronized (this) {
            if (released || connection != null) {
                return;
            }
            released = true;
            last = none;
        }
        connections.released(this, none);
    }

    /** Gives the place back; without effect when that has happened before. */
    boolean release(NodeFacts facts) {
        synchronized (this) {
            if (released) {
                return false;
            }
            released = true;
            connection = null;
            last = facts;
        }
        connections.released(this, facts);
        return true;
    }
}
