package io.panelws.jetty.endpoint;

import io.panelws.api.WsResponseWriter;
import io.panelws.jetty.rules.ResponseHeaders;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * Sends one answer as one text message: whole when it is small, else in frames of at most {@value #MAX_PIECE} bytes, each
 * made when the one before has been written. So an answer on its way holds one piece, however large it is.
 *
 * <p>Not thread-safe, one write at a time, but for {@link #letGo}.
 */
final class AnswerSender implements Callback {

    static final int MAX_PIECE = 32 << 10;

    /** For the end of the message, behind the last piece of the body. */
    private static final int END = 8;

    private static final int HEAD = 384;

    private final Outbound outbound;
    private final WsResponseWriter writer;
    private boolean begun;
    // Guarded by this.
    private ByteBuffer content = BufferUtil.EMPTY_BUFFER;
    private volatile boolean cut;
    private boolean last;
    private Callback callback = Callback.NOOP;

    /**
     * @param outbound where to
     * @param bodyBytes how many bytes of body there are to begin with
     */
    AnswerSender(Outbound outbound, int bodyBytes) {
        this.outbound = outbound;
        this.writer = new WsResponseWriter((int) Math.min(MAX_PIECE, HEAD + bodyBytes * 4L / 3 + END));
    }

    void begin(long id, int status, HttpFields fields, boolean trailers) {
        writer.begin(id, status);
        ResponseHeaders.forEach(status, fields, trailers, writer::header);
        writer.beginBody();
    }

    /**
     * Sends a part of the body.
     *
     * @param part the bytes; left alone until the callback, and then consumed
     * @param ends whether the answer ends here
     * @param done told when all of it is written, or it is lost
     */
    void write(ByteBuffer part, boolean ends, Callback done) {
        synchronized (this) {
            content = part;
        }
        last = ends;
        callback = done;
        sendPiece();
    }

    private void sendPiece() {
        boolean whole;
        synchronized (this) {
            writer.body(content, MAX_PIECE - END);
            whole = !content.hasRemaining();
        }
        if (cut) {
            callback.failed(takenBack());
            return;
        }
        if (whole && last) {
            writer.end();
        }
        if (writer.size() == 0) {
            // Less than a group of base64: it goes with what follows.
            callback.succeeded();
            return;
        }
        byte opcode = begun ? OpCode.CONTINUATION : OpCode.TEXT;
        begun = true;
        outbound.send(this, opcode, writer.take(), whole && last, this);
    }

    /**
     * Reads no more of the bytes: their owner takes them back, by any thread.
     *
     * @return whether all of them have been read before, so that nothing is missing in the answer
     */
    synchronized boolean letGo() {
        cut |= content.hasRemaining();
        content = BufferUtil.EMPTY_BUFFER;
        return !cut;
    }

    private static EofException takenBack() {
        return new EofException("the rest of the answer was taken back");
    }

    private synchronized boolean hasMore() {
        return content.hasRemaining();
    }

    @Override
    public void succeeded() {
        if (hasMore()) {
            sendPiece();
        } else if (cut) {
            callback.failed(takenBack());
        } else {
            callback.succeeded();
        }
    }

    @Override
    public void failed(Throwable cause) {
        synchronized (this) {
            content.position(content.limit());
        }
        callback.failed(cause);
    }

    @Override
    public InvocationType getInvocationType() {
        return callback.getInvocationType();
    }
}
