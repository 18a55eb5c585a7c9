package io.panelws.jetty.endpoint;

import io.panelws.jetty.dispatch.Completion;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * The sending side of one connection. Fragments of two messages must not mix (RFC 6455, section 5.4), so a message that
 * is sent in fragments holds the turn until its last one.
 *
 * <p>This class is thread-safe.
 */
final class Outbound {

    private static final Logger LOG = System.getLogger(Outbound.class.getName());

    private final Session session;
    private final Executor executor;
    private final Queue<Runnable> waiting = new ArrayDeque<>(0);
    private boolean taken;
    private boolean closed;

    Outbound(Session session, Executor executor) {
        this.session = session;
        this.executor = executor;
    }

    /** Runs a task that sends: now, when nothing else is being sent, or when it is its turn. */
    void takeTurn(Runnable send) {
        synchronized (waiting) {
            if (taken && !closed) {
                waiting.add(send);
                return;
            }
            taken = true;
        }
        send.run();
    }

    /** Gives the turn to the next in line. */
    void endTurn() {
        Runnable next;
        synchronized (waiting) {
            next = waiting.poll();
            taken = next != null;
        }
        if (next != null) {
            executor.execute(next);
        }
    }

    /** Lets everyone in line find out that the connection has ended: on a closed session every send fails at once. */
    void closed() {
        List<Runnable> left;
        synchronized (waiting) {
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
        }
        left.forEach(executor::execute);
    }

    /** Sends a whole message as one frame, without blocking. The caller has the turn. */
    void send(String text, Completion completion) {
        try {
            session.getAsyncRemote().sendText(text, result -> {
                if (result.isOK()) {
                    completion.succeeded();
                } else {
                    completion.failed(result.getException());
                }
            });
        } catch (RuntimeException e) {
            completion.failed(e);
        }
    }

    /** Sends a fragment, and blocks until it is on its way. The caller has the turn. */
    void sendFragment(String text, boolean last) throws IOException {
        session.getBasicRemote().sendText(text, last);
    }

    /** Closes the connection, with a reason of at most 123 bytes; what is in progress is lost. */
    void close(CloseCode code, String reason) {
        try {
            session.close(new CloseReason(code, reason));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "Closing the connection of a node failed", e);
        }
    }
}
