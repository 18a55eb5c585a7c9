package io.panelws.jetty.endpoint;

import io.panelws.api.WsCodecException;
import io.panelws.api.WsRequest;
import io.panelws.jetty.dispatch.DispatchRequest;
import io.panelws.jetty.dispatch.Handshake;
import io.panelws.jetty.rules.HeaderField;
import io.panelws.jetty.rules.Methods;
import io.panelws.jetty.rules.RequestTarget;
import io.panelws.jetty.rules.RuleViolation;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * One node's connection: turns messages into exchanges and starts them in order.
 *
 * <p>Messages without an {@code id} run one after another (P-8, P-17), those with one side by side up to a limit. A few
 * more wait; then the socket is not read until one is answered.
 *
 * <p>This class is thread-safe.
 */
public final class NodeConnection {

    private final Mount mount;
    private final Handshake handshake;
    private final Consumer<NodeConnection> onClosed;
    private volatile Outbound outbound;

    // Guarded by the queue.
    private final Queue<Task> waiting = new ArrayDeque<>(0);
    private int running;
    private boolean serialRunning;
    private boolean closed;

    private record Task(Exchange exchange, Runnable start) {}

    /**
     * Makes the connection of a handshake.
     *
     * @param mount what it shares with the others
     * @param handshake what its requests take from the handshake
     * @param onClosed called when the connection has ended
     */
    public NodeConnection(Mount mount, Handshake handshake, Consumer<NodeConnection> onClosed) {
        this.mount = mount;
        this.handshake = handshake;
        this.onClosed = onClosed;
    }

    void opened(Session session) {
        session.setMaxTextMessageBufferSize(mount.maxMessageBytes());
        session.setMaxIdleTimeout(0);
        outbound = new Outbound(session, mount.dispatcher());
    }

    Outbound outbound() {
        return outbound;
    }

    /**
     * Closes the connection because the panel stops (RFC 6455, section 7.4.1: 1001).
     *
     * @param reason for the node's log
     */
    public void goAway(String reason) {
        Outbound current = outbound;
        if (current != null) {
            current.close(CloseCodes.GOING_AWAY, reason);
        }
    }

    void received(String text) {
        Task task = task(text);
        synchronized (waiting) {
            while (!closed && waiting.size() >= mount.maxQueued()) {
                try {
                    waiting.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
            if (closed) {
                return;
            }
            waiting.add(task);
        }
        startWaiting();
    }

    private Task task(String text) {
        try {
            WsRequest request = mount.codec().decodeRequest(text);
            Exchange exchange = new Exchange(this, mount, request.id(), request.method());
            try {
                DispatchRequest dispatch = ruled(request);
                return new Task(exchange, () -> exchange.dispatch(dispatch));
            } catch (RuleViolation e) {
                return new Task(exchange, () -> exchange.answer(e.status(), e.headers(), e.getMessage()));
            }
        } catch (WsCodecException e) {
            Exchange exchange = new Exchange(this, mount, e.id(), "");
            List<HeaderField> none = List.of();
            return new Task(exchange, () -> exchange.answer(400, none, e.getMessage()));
        }
    }

    private DispatchRequest ruled(WsRequest request) throws RuleViolation {
        Methods.check(request.method(), mount.methods());
        RequestTarget target = RequestTarget.of(request.path(), handshake.query());
        mount.patterns().check(target.decodedPath());
        List<HeaderField> headers = mount.headers()
                .merge(request.method(), request.headers(), request.bodyBuffer().remaining(), handshake.headers());
        return new DispatchRequest(handshake, request.method(), target, headers, request.bodyBuffer());
    }

    private void startWaiting() {
        while (true) {
            Task next;
            synchronized (waiting) {
                next = waiting.peek();
                if (next == null || !mayStart(next.exchange())) {
                    return;
                }
                waiting.remove();
                running++;
                serialRunning = next.exchange().isSerial();
                waiting.notifyAll();
            }
            try {
                mount.dispatcher().execute(next.start());
            } catch (RejectedExecutionException e) {
                goAway("the panel is stopping");
            }
        }
    }

    private boolean mayStart(Exchange exchange) {
        return running == 0 || !serialRunning && !exchange.isSerial() && running < mount.maxConcurrent();
    }

    void finished(Exchange exchange) {
        synchronized (waiting) {
            running--;
        }
        startWaiting();
    }

    /** What has not begun is not begun any more: the node will send it again (P-14). */
    void closed() {
        synchronized (waiting) {
            closed = true;
            waiting.clear();
            waiting.notifyAll();
        }
        outbound.closed();
        onClosed.accept(this);
    }
}
