package io.panelws.jetty.endpoint;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * The sending side of one connection: frames go to Jetty at once and without a thread, and are written when the node
 * takes them. Frames of two messages must not mix (RFC 6455, section 5.4), so while one message is being sent the first
 * frames of others wait here; control frames do not.
 *
 * <p>This class is thread-safe and does not block. No lock is held while Jetty or a callback runs.
 */
final class Outbound {

    private final CoreSession session;

    // Guarded by this. On nearly all connections nothing ever waits.
    private Object sender;
    private Queue<Waiting> waiting;
    private int unwritten;
    private long since;
    private boolean ended;

    private record Waiting(Object sender, Frame frame, Callback callback) {}

    Outbound(CoreSession session) {
        this.session = session;
    }

    /**
     * Sends a frame of a text message.
     *
     * @param message whose frame it is; the next one of the same message only after the callback
     * @param opcode {@code TEXT} for the first, else {@code CONTINUATION}
     * @param payload what to send; left alone until the callback
     * @param last whether the message ends here
     * @param callback told when it is written or lost, by any thread
     */
    void send(Object message, byte opcode, ByteBuffer payload, boolean last, Callback callback) {
        Frame frame = new Frame(opcode, last, payload);
        boolean lost;
        synchronized (this) {
            lost = ended;
            if (!ended && sender != null && sender != message) {
                waiting = waiting == null ? new ArrayDeque<>() : waiting;
                waiting.add(new Waiting(message, frame, callback));
                return;
            }
            sender = message;
        }
        if (lost) {
            callback.failed(new ClosedChannelException());
            return;
        }
        write(frame, callback);
        if (last) {
            next();
        }
    }

    /** The message has been handed over as a whole: whoever waits may begin, and again, if it is as short. */
    private void next() {
        while (true) {
            Waiting next;
            synchronized (this) {
                next = waiting == null ? null : waiting.poll();
                sender = next == null ? null : next.sender();
                if (next == null) {
                    waiting = null;
                    return;
                }
            }
            write(next.frame(), next.callback());
            if (!next.frame().isFin()) {
                return;
            }
        }
    }

    void ping(ByteBuffer payload) {
        write(new Frame(OpCode.PING, payload), Callback.NOOP);
    }

    void pong(ByteBuffer payload, Callback callback) {
        write(new Frame(OpCode.PONG, payload), callback);
    }

    /** Sends a close frame; what is being sent is lost. */
    void close(int code, String reason) {
        session.close(code, reason, new Written(Callback.NOOP));
    }

    private void write(Frame frame, Callback callback) {
        session.sendFrame(frame, new Written(callback), false);
    }

    /** Whether what was handed over first has been waiting to be taken for longer than allowed. */
    synchronized boolean isStuck(long nanoTime, long limitNanos) {
        return unwritten > 0 && nanoTime - since > limitNanos;
    }

    /** Whether something is on its way, behind which a ping would only wait. */
    synchronized boolean isSending() {
        return unwritten > 0 || sender != null;
    }

    /** The connection has ended: whoever waits gets to know. */
    void ended() {
        List<Waiting> lost;
        synchronized (this) {
            ended = true;
            lost = waiting == null ? List.of() : new ArrayList<>(waiting);
            waiting = null;
        }
        lost.forEach(one -> one.callback().failed(new ClosedChannelException()));
    }

    private synchronized void began() {
        if (unwritten++ == 0) {
            since = System.nanoTime();
        }
    }

    private synchronized void completed() {
        unwritten--;
        since = System.nanoTime();
    }

    /** Knows for how long the node has taken nothing; whatever the callback does does not count. */
    private final class Written implements Callback {

        private final Callback callback;

        Written(Callback callback) {
            this.callback = callback;
            began();
        }

        @Override
        public void succeeded() {
            completed();
            callback.succeeded();
        }

        @Override
        public void failed(Throwable cause) {
            completed();
            callback.failed(cause);
        }

        @Override
        public InvocationType getInvocationType() {
            return callback.getInvocationType();
        }
    }
}
