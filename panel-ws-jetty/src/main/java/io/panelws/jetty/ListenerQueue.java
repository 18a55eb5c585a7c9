package io.panelws.jetty;

import io.panelws.jetty.log.Log;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * What has happened and a listener has not been told yet. Each event is bounded by {@link PanelWsListener#MAX_EVENTS}; of
 * strangers' there are at most half as many, so that they do not keep a listener from hearing of the nodes.
 *
 * <p>This class is thread-safe and does not block. One thread at a time tells the listener.
 */
final class ListenerQueue implements Observer, Runnable {

    private static final Log LOG = Log.of(ListenerQueue.class);

    private final PanelWsListener listener;
    private final Executor threads;

    // Guarded by this.
    private final Queue<Runnable> events = new ArrayDeque<>();
    private boolean telling;
    private boolean removed;
    private boolean leavesOut;
    private long leftOut;

    ListenerQueue(PanelWsListener listener, Executor threads) {
        this.listener = listener;
        this.threads = threads;
    }

    boolean isOf(PanelWsListener other) {
        return listener == other;
    }

    /** How many events the listener has not been told of. */
    synchronized long leftOut() {
        return leftOut;
    }

    synchronized void remove() {
        removed = true;
        events.clear();
    }

    @Override
    public void connected(Node node) {
        add(false, () -> listener.connected(node));
    }

    @Override
    public void disconnected(Node node, Disconnection how) {
        add(node.facts().letIn(), () -> listener.disconnected(node, how));
    }

    @Override
    public void refused(RefusedHandshake handshake) {
        add(false, () -> listener.refused(handshake));
    }

    @Override
    public void repeated(RepeatedPost post) {
        add(true, () -> listener.repeated(post));
    }

    private void add(boolean letIn, Runnable event) {
        boolean first;
        boolean beginsToLeaveOut = false;
        synchronized (this) {
            if (removed) {
                return;
            }
            if (events.size() < (letIn ? PanelWsListener.MAX_EVENTS : PanelWsListener.MAX_EVENTS / 2)) {
                events.add(event);
            } else {
                leftOut++;
                beginsToLeaveOut = !leavesOut;
                leavesOut = true;
            }
            first = !telling;
            telling = true;
        }
        if (beginsToLeaveOut) {
            LOG.log(
                    Level.WARNING,
                    "The listener {0} is slower than nodes come and go: it is not told of some",
                    listener.getClass().getName());
        }
        if (first) {
            begin();
        }
    }

    private void begin() {
        try {
            threads.execute(this);
        } catch (RuntimeException | Error e) {
            // The next event tries again.
            synchronized (this) {
                telling = false;
            }
            LOG.log(Level.WARNING, e, "There is no thread to tell a listener");
        }
    }

    @Override
    public void run() {
        while (true) {
            Runnable event;
            synchronized (this) {
                event = events.poll();
                telling = event != null;
                if (event == null) {
                    leavesOut = false;
                    return;
                }
            }
            tell(event);
        }
    }

    private void tell(Runnable event) {
        try {
            event.run();
        } catch (Throwable e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    "The listener {0} has thrown an exception",
                    listener.getClass().getName());
        }
    }
}
