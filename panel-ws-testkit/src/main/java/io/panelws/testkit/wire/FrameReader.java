package io.panelws.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads what a server sends, fails as a client has to where RFC 6455 does not allow it, and puts fragmented messages
 * together. It reads when it is asked to and nothing in between: no ping is answered and no close noticed while nobody
 * waits for anything (P-16). Not thread-safe.
 */
public final class FrameReader {

    private static final int FIRST_RESERVED_CODE = 1004;
    private static final int LAST_RESERVED_CODE = 1006;
    private static final int LAST_KNOWN_CODE = 1014;

    private final InputStream in;
    private final int maxPayload;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    /** Of the message that has begun; {@link Frame#CONTINUATION} while there is none. */
    private int begun = Frame.CONTINUATION;

    /**
     * Reads nothing yet.
     *
     * @param in best buffered
     * @param maxPayload the largest frame, and the largest message, that is taken; in bytes
     */
    public FrameReader(InputStream in, int maxPayload) {
        this.in = in;
        this.maxPayload = maxPayload;
    }

    /**
     * What comes next: a whole message as one frame, or a control frame, which may stand between the frames of a message.
     *
     * @return a frame with FIN
     * @throws FrameException when the server breaks a rule of RFC 6455; what follows is not to be trusted
     * @throws IOException when the connection ends or breaks
     */
    public Frame next() throws IOException {
        while (true) {
            Frame frame = Frame.read(in, maxPayload);
            check(frame);
            if (frame.isControl()) {
                return frame;
            }
            if (frame.fin() && begun == Frame.CONTINUATION) {
                return frame;
            }
            append(frame);
            if (frame.fin()) {
                Frame whole = Frame.of(begun, true, message.toByteArray());
                begun = Frame.CONTINUATION;
                message.reset();
                return whole;
            }
        }
    }

    private void append(Frame frame) throws IOException {
        begun = frame.opcode() == Frame.CONTINUATION ? begun : frame.opcode();
        if ((long) message.size() + frame.payload().length > maxPayload) {
            throw new FrameException("a message of " + maxPayload + " bytes at most", "more");
        }
        message.writeBytes(frame.payload());
    }

    private void check(Frame frame) throws FrameException {
        require(
                !frame.isReserved(),
                "a frame whose reserved bits are 0: no extension was negotiated (RFC 6455, 5.2)",
                "first byte 0x%02X".formatted(frame.first()));
        require(frame.key().isEmpty(), "a frame of a server, which is not masked (RFC 6455, 5.1)", "a masked frame");
        switch (frame.opcode()) {
            case Frame.CONTINUATION ->
                require(
                        begun != Frame.CONTINUATION,
                        "a frame that begins a message (RFC 6455, 5.4)",
                        "a continuation of nothing");
            case Frame.TEXT, Frame.BINARY ->
                require(
                        begun == Frame.CONTINUATION,
                        "a continuation of the message that has begun (RFC 6455, 5.4)",
                        "another message (opcode " + frame.opcode() + ") within it");
            case Frame.CLOSE, Frame.PING, Frame.PONG -> checkControl(frame);
            default -> throw new FrameException("a frame of a known kind (RFC 6455, 5.2)", "opcode " + frame.opcode());
        }
    }

    private static void checkControl(Frame frame) throws FrameException {
        String name = frame.opcode() == Frame.CLOSE ? "close frame" : frame.opcode() == Frame.PING ? "ping" : "pong";
        require(frame.fin(), "a " + name + " in one piece (RFC 6455, 5.5)", "a " + name + " that goes on");
        require(
                frame.payload().length <= Frame.MAX_CONTROL_PAYLOAD,
                "a " + name + " of 125 bytes at most (RFC 6455, 5.5)",
                frame.payload().length + " bytes");
        if (frame.opcode() == Frame.CLOSE && frame.payload().length > 0) {
            checkClose(frame.payload());
        }
    }

    private static void checkClose(byte[] payload) throws FrameException {
        require(payload.length > 1, "a close frame with a code of two bytes, or none (RFC 6455, 5.5.1)", "one byte");
        int code = (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        boolean sendable =
                code >= 1000 && code <= LAST_KNOWN_CODE && (code < FIRST_RESERVED_CODE || code > LAST_RESERVED_CODE)
                        || code >= 3000 && code <= 4999;
        require(sendable, "a close code that may be sent (RFC 6455, 7.4)", Integer.toString(code));
    }

    private static void require(boolean met, String expected, String seen) throws FrameException {
        if (!met) {
            throw new FrameException(expected, seen);
        }
    }
}
