package io.panelws.jetty.endpoint;

import io.panelws.jetty.dispatch.Completion;
import io.panelws.jetty.dispatch.Dispatcher;
import io.panelws.jetty.dispatch.Transport;
import jakarta.websocket.CloseReason;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The sending side of one connection. Fragments of two messages must not mix (RFC 6455, section 5.4), so a message that
 * is sent in fragments holds the turn until its last one. A write that is stuck longer than allowed cuts the connection.
 *
 * <p>This class is thread-safe.
 */
final class Outbound {

    private static final Logger LOG = System.getLogger(Outbound.class.getName());

    private final Session session;
    private final Dispatcher dispatcher;
    private final Duration writeTimeout;
    private final Transport transport;

    // Guarded by this; the empty list is shared, since on nearly all connections nobody ever waits.
    private List<Runnable> waiting = List.of();
    private boolean taken;
    private boolean closed;
    private boolean listensToPongs;

    /**
     * @param session the WebSocket
     * @param dispatcher for threads and timers
     * @param writeTimeout how long a write may take
     * @param transport the network connection
     */
    Outbound(Session session, Dispatcher dispatcher, Duration writeTimeout, Transport transport) {
        this.session = session;
        this.dispatcher = dispatcher;
        this.writeTimeout = writeTimeout;
        this.transport = transport;
    }

    /** Runs a task that sends: now, when nothing else is being sent, or when it is its turn. */
    void takeTurn(Runnable send) {
        synchronized (this) {
            if (taken && !closed) {
                waiting = new ArrayList<>(waiting);
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
        synchronized (this) {
            if (waiting.isEmpty()) {
                taken = false;
                return;
            }
            next = waiting.get(0);
            waiting = List.copyOf(waiting.subList(1, waiting.size()));
        }
        executeOrRun(next);
    }

    /** Whoever has the turn must get to know, also when no thread is free. */
    private void executeOrRun(Runnable task) {
        try {
            dispatcher.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** Lets everyone in line find out that the connection has ended: on a closed session every send fails at once. */
    void closed() {
        List<Runnable> left;
        synchronized (this) {
            closed = true;
            left = waiting;
            waiting = List.of();
        }
        left.forEach(this::executeOrRun);
    }

    /** Sends a whole message as one frame, without blocking. The caller has the turn. */
    void send(String text, Completion completion) {
        Dispatcher.Scheduled watch = watch();
        try {
            session.getAsyncRemote().sendText(text, result -> {
                watch.cancel();
                if (result.isOK()) {
                    completion.succeeded();
                } else {
                    completion.failed(result.getException());
                }
            });
        } catch (RuntimeException e) {
            watch.cancel();
            completion.failed(e);
        }
    }

    /** Sends a fragment, and blocks until it is on its way. The caller has the turn. */
    void sendFragment(String text, boolean last) throws IOException {
        Dispatcher.Scheduled watch = watch();
        try {
            session.getBasicRemote().sendText(text, last);
        } finally {
            watch.cancel();
        }
    }

    /** Sends a ping behind what is being sent, without blocking the caller (RFC 6455, section 5.5.2). */
    void ping(ByteBuffer payload) {
        Runnable send = () -> takeTurn(() -> {
            Dispatcher.Scheduled watch = watch();
            try {
                session.getBasicRemote().sendPing(payload);
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.DEBUG, "A ping could not be sent", e);
            } finally {
                watch.cancel();
                endTurn();
            }
        });
        try {
            dispatcher.execute(send);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "There was no thread to send a ping with");
        }
    }

    /** Lets pongs be heard, which for most connections nobody needs to. */
    void onPong(Consumer<ByteBuffer> listener) {
        synchronized (this) {
            if (listensToPongs) {
                return;
            }
            listensToPongs = true;
        }
        session.addMessageHandler(PongMessage.class, pong -> listener.accept(pong.getApplicationData()));
    }

    private Dispatcher.Scheduled watch() {
        return dispatcher.schedule(
                () -> {
                    LOG.log(Level.INFO, "A node does not read its answer; its connection is cut");
                    transport.cut();
                },
                writeTimeout);
    }

    boolean isSending() {
        synchronized (this) {
            return taken;
        }
    }

    /** Closes the connection; what is in progress is lost. */
    void close(CloseReason reason) {
        Dispatcher.Scheduled watch = watch();
        try {
            session.close(reason);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "Closing the connection of a node failed", e);
        } finally {
            watch.cancel();
        }
    }
}
