package io.panelws.jetty.endpoint;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.eclipse.jetty.websocket.core.exception.ProtocolException;
import org.eclipse.jetty.websocket.core.util.FrameValidation;

/**
 * The reading side of one connection: takes frames from Jetty as bytes, checks their order (RFC 6455, section 5.4), answers
 * pings, and asks for more. When a thread has read all there is and another may read, it is given to what was read.
 *
 * <p>This class is thread-safe.
 */
abstract class FrameReader extends WebSocketConnection {

    private static final int INPUT_BUFFER = 8 << 10;

    private final WebSocketCoreSession session;
    private final Outbound outbound;

    /** Touched only by the thread that reads. */
    private boolean inMessage;

    /** The thread that is handling a frame, if one is. */
    private volatile Thread inFrame;

    // Guarded by this.
    private int readers;
    private boolean demanded;

    FrameReader(WebSocketCoreSession session, Scheduler scheduler) {
        super(
                session.getConnection().getEndPoint(),
                executorOf(session.getConnection().getExecutor()),
                scheduler,
                session.getByteBufferPool(),
                session);
        this.session = session;
        this.outbound = new Outbound(session);
    }

    /** As Jetty does it for HTTP: virtual threads where the server's pool has them. */
    private static Executor executorOf(Executor pool) {
        Executor virtual = VirtualThreads.getVirtualThreadsExecutor(pool);
        return virtual == null ? pool : virtual;
    }

    /** Takes a payload of a text message, and then demands the next frame, now or later. */
    abstract void onText(ByteBuffer payload, boolean last);

    abstract void onBinary();

    abstract void onPong(ByteBuffer payload);

    /** Nothing more is to be handled: a close frame has come, or a frame that breaks the rules. */
    abstract void onEnd(Ending ending);

    /** Does what was read, in the thread that has read it. */
    abstract void runReady();

    /** Ends the network connection at once. */
    abstract void cut(String reason);

    final Outbound outbound() {
        return outbound;
    }

    final WebSocketCoreSession session() {
        return session;
    }

    /** Begins to read, in the calling thread. */
    final void read(boolean directInput, boolean directOutput) {
        setUseInputDirectByteBuffers(directInput);
        setUseOutputDirectByteBuffers(directOutput);
        setInputBufferSize(INPUT_BUFFER);
        run();
    }

    @Override
    public void onFillable() {
        readerCame();
        super.onFillable();
        readerLeft();
        runReady();
    }

    @Override
    public void run() {
        readerCame();
        super.run();
        readerLeft();
        runReady();
    }

    private synchronized void readerCame() {
        readers++;
    }

    private void readerLeft() {
        boolean demand;
        synchronized (this) {
            readers--;
            demand = demanded && readers == 0;
            demanded &= !demand;
        }
        if (demand) {
            demandNow();
        }
    }

    @Override
    protected void onFrame(Frame.Parsed frame) {
        inFrame = Thread.currentThread();
        try {
            handle(frame);
        } finally {
            inFrame = null;
        }
    }

    private void handle(Frame.Parsed frame) {
        if (frame.getOpCode() == OpCode.CLOSE) {
            onEnd(Ending.byNode(frame.getPayload()));
            super.onFrame(frame);
            return;
        }
        try (frame) {
            FrameValidation.assertValidIncoming(frame, session);
            ByteBuffer payload = frame.hasPayload() ? frame.getPayload() : BufferUtil.EMPTY_BUFFER;
            switch (frame.getOpCode()) {
                case OpCode.PING -> pinged(payload);
                case OpCode.PONG -> ponged(payload);
                default -> received(frame.getOpCode(), payload, frame.isFin());
            }
        } catch (RuntimeException e) {
            // As Jetty does it: a close frame with the code of the exception.
            onEnd(Ending.byPanel(e));
            session.processHandlerError(e, Callback.NOOP);
            readOn();
        }
    }

    /** The pong goes first, so that a flood of pings is not read faster than its pongs are taken. */
    private void pinged(ByteBuffer payload) {
        outbound.pong(BufferUtil.copy(payload), Callback.from(this::readOn));
    }

    private void ponged(ByteBuffer payload) {
        onPong(payload);
        readOn();
    }

    private void received(byte opcode, ByteBuffer payload, boolean last) {
        if (inMessage != (opcode == OpCode.CONTINUATION)) {
            throw new ProtocolException(inMessage ? "a message began within a message" : "a message has no beginning");
        }
        inMessage = !last;
        if (opcode == OpCode.BINARY) {
            onBinary();
            readOn();
        } else {
            onText(payload, last);
        }
    }

    /**
     * Asks for the next frame. Where that is not the thread that is handling a frame, and another one still reads, that one
     * asks when it has left: Jetty before 12.1.12 may miss a demand that comes while its reader is leaving, and then nobody
     * ever reads again (jetty.project issue 14528).
     */
    final void readOn() {
        synchronized (this) {
            if (readers > 0 && inFrame != Thread.currentThread()) {
                demanded = true;
                return;
            }
        }
        demandNow();
    }

    /** Where nobody reads at the moment, that takes a thread of the pool. */
    private void demandNow() {
        try {
            demand();
        } catch (RejectedExecutionException e) {
            // Nobody will ever read from it again.
            cut("the panel has no thread left");
        }
    }
}
