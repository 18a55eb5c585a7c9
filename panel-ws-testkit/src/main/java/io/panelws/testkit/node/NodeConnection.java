package io.panelws.testkit.node;

import io.panelws.api.WsCodec;
import io.panelws.api.WsCodecException;
import io.panelws.api.WsLimits;
import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.testkit.wire.Deadline;
import io.panelws.testkit.wire.Dialler;
import io.panelws.testkit.wire.Frame;
import io.panelws.testkit.wire.FrameReader;
import io.panelws.testkit.wire.Handshake;
import io.panelws.testkit.wire.HttpHead;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One WebSocket of a node, from its handshake to its first failure. It has no thread: a node reads and writes on the
 * thread that makes the request. One thread may read while others write.
 *
 * <p>Not {@code java.net.http.WebSocket}: on Java 17 and 25 that one may never report a connection which the other side
 * closed between two requests, the very case of P-14.
 */
final class NodeConnection implements Lines.Line {

    private static final WsCodec CODEC = new WsCodec(WsLimits.NONE);
    private static final Duration CLOSING = Duration.ofMillis(500);
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NORMAL_CLOSURE = 1000;

    private final int index;
    /** The TCP connection, also where TLS is spoken over it: closing it never waits for the other side. */
    private final Socket socket;

    private final OutputStream out;
    private final FrameReader frames;

    private NodeConnection(int index, Socket socket, OutputStream out, InputStream in) {
        this.index = index;
        this.socket = socket;
        this.out = out;
        this.frames = new FrameReader(in, Frame.MAX_PAYLOAD);
    }

    /** Dials with the headers of the request at hand (P-4). */
    static NodeConnection dial(NodeOptions options, WsRequest first, int index, Deadline deadline)
            throws AttemptException {
        if (deadline.isOver()) {
            throw new AttemptException(Outcome.TIMED_OUT, "no time left to dial");
        }
        Socket socket = new Socket();
        boolean dialled = false;
        try {
            NodeConnection connection =
                    deadline.bound(socket, () -> connected(socket, options, first, index, deadline));
            dialled = true;
            return connection;
        } catch (IOException e) {
            throw AttemptException.of(e, Outcome.UNREACHABLE, deadline);
        } finally {
            if (!dialled) {
                close(socket);
            }
        }
    }

    @Override
    public int index() {
        return index;
    }

    /** Writes the request, then reads until its answer is there. */
    @Override
    public WsResponse exchange(WsRequest request, Deadline deadline) throws AttemptException {
        try {
            return CODEC.decodeResponse(deadline.<String, IOException>bound(socket, () -> {
                writeText(CODEC.encode(request));
                return readMessage();
            }));
        } catch (IOException e) {
            throw AttemptException.of(e, Outcome.BROKEN, deadline);
        } catch (WsCodecException e) {
            throw new AttemptException(Outcome.BROKEN, "the answer is unreadable: " + e.getMessage());
        }
    }

    /** The next message, text or binary, whoever asked for it (P-8). */
    String readMessage() throws IOException {
        while (true) {
            Frame frame = frames.next();
            switch (frame.opcode()) {
                case Frame.TEXT, Frame.BINARY -> {
                    return frame.text();
                }
                case Frame.PING -> write(Frame.PONG, frame.payload());
                case Frame.CLOSE -> throw new IOException(goodbye(frame.payload()));
                default -> {
                    // A pong that nobody has asked for.
                }
            }
        }
    }

    void writeText(String text) throws IOException {
        write(Frame.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a message, for those who read elsewhere. */
    void write(String message, Deadline deadline) throws AttemptException {
        try {
            deadline.<String, IOException>bound(socket, () -> {
                writeText(message);
                return message;
            });
        } catch (IOException e) {
            throw AttemptException.of(e, Outcome.BROKEN, deadline);
        }
    }

    /** Says goodbye, waits half a second at most for the panel to do the same, and ends the connection. */
    void close() {
        Deadline deadline = Deadline.in(CLOSING);
        sayGoodbye(deadline);
        try {
            deadline.bound(socket, this::readMessage);
        } catch (IOException e) {
            // Closed is what it should be; how it came about is of no interest.
        } finally {
            abort();
        }
    }

    /** Writes a close frame, as far as that is possible. */
    void sayGoodbye(Deadline deadline) {
        try {
            deadline.<Integer, IOException>bound(socket, () -> {
                write(Frame.CLOSE, Frame.close(NORMAL_CLOSURE).payload());
                return NORMAL_CLOSURE;
            });
        } catch (IOException e) {
            // See above.
        }
    }

    /** Ends the connection without a word, as a node does after an error. */
    void abort() {
        close(socket);
    }

    private synchronized void write(int opcode, byte[] payload) throws IOException {
        out.write(Frame.of(opcode, true, payload).masked().bytes());
        out.flush();
    }

    private static NodeConnection connected(
            Socket socket, NodeOptions options, WsRequest first, int index, Deadline deadline)
            throws IOException, AttemptException {
        Handshake handshake = Handshake.to(options.webSocketUrl(first.path()));
        byte[] head = handshake.head(first).bytes();
        Socket streams = Dialler.connect(socket, handshake.url(), options.tls(), deadline);
        streams.getOutputStream().write(head);
        InputStream in = new BufferedInputStream(streams.getInputStream());
        HttpHead answer = HttpHead.readAnswer(in);
        if (answer.status() != SWITCHING_PROTOCOLS) {
            throw new AttemptException(
                    Outcome.REFUSED, answer.status(), "the panel refused the handshake with " + answer.status());
        }
        if (!handshake.isProvenBy(answer)) {
            throw new AttemptException(Outcome.UNREACHABLE, "what answers the handshake is no WebSocket server");
        }
        return new NodeConnection(index, socket, streams.getOutputStream(), in);
    }

    private static String goodbye(byte[] payload) {
        if (payload.length == 0) {
            return "closed without a code";
        }
        String reason = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        return ("closed with " + (int) ByteBuffer.wrap(payload).getChar() + " " + reason).strip();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // There is nothing left to lose on it.
        }
    }
}
