package io.panelws.testkit.node;

import io.panelws.api.WsCodec;
import io.panelws.api.WsCodecException;
import io.panelws.api.WsLimits;
import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/**
 * One WebSocket of a node, from its handshake to its first failure. It has no thread: a node reads and writes on the
 * thread that makes the request. Not thread-safe.
 *
 * <p>Not {@code java.net.http.WebSocket}: on Java 17 and 25 that one may never report a connection which the other side
 * closed between two requests, the very case of P-14.
 */
final class NodeConnection implements Lines.Line {

    private static final WsCodec CODEC = new WsCodec(WsLimits.NONE);
    private static final Duration CLOSING = Duration.ofMillis(500);
    private static final int NORMAL_CLOSURE = 1000;

    private final int index;
    /** The TCP connection, also where TLS is spoken over it: closing it never waits for the other side. */
    private final Socket socket;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Frames frames;

    private NodeConnection(int index, Socket socket, Socket streams) throws IOException {
        this.index = index;
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(streams.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(streams.getOutputStream()));
        this.frames = new Frames(in, out);
    }

    /** Dials with the headers of the request at hand (P-4). */
    static NodeConnection dial(URI url, WsRequest first, int index, Deadline deadline) throws AttemptException {
        if (deadline.isOver()) {
            throw new AttemptException(Outcome.TIMED_OUT, "no time left to dial");
        }
        Socket socket = new Socket();
        boolean dialled = false;
        try {
            NodeConnection connection = deadline.bound(socket, () -> connected(socket, url, first, index, deadline));
            dialled = true;
            return connection;
        } catch (IOException e) {
            throw failure(Outcome.UNREACHABLE, "no connection: ", e, deadline);
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
            return CODEC.decodeResponse(deadline.bound(socket, () -> {
                frames.writeText(CODEC.encode(request));
                return frames.readMessage();
            }));
        } catch (IOException e) {
            throw failure(Outcome.BROKEN, "the connection broke: ", e, deadline);
        } catch (WsCodecException e) {
            throw new AttemptException(Outcome.BROKEN, "the answer is unreadable: " + e.getMessage());
        }
    }

    Frames frames() {
        return frames;
    }

    /** Writes a message, for those who read elsewhere. */
    void write(String message, Deadline deadline) throws AttemptException {
        try {
            deadline.bound(socket, () -> {
                frames.writeText(message);
                return message;
            });
        } catch (IOException e) {
            throw failure(Outcome.BROKEN, "the connection broke: ", e, deadline);
        }
    }

    /** Writes a close frame, as far as that is possible. */
    void sayGoodbye(Deadline deadline) {
        try {
            deadline.bound(socket, () -> {
                frames.writeClose(NORMAL_CLOSURE);
                return NORMAL_CLOSURE;
            });
        } catch (AttemptException | IOException e) {
            // Closed is what it should be; how it came about is of no interest.
        }
    }

    /** What is told of a failure: without the address. */
    static String broken(IOException e) {
        return "the connection broke: " + reason(e);
    }

    /** Ends the connection without a word, as a node does after an error. */
    void abort() {
        close(socket);
    }

    /** Says goodbye, waits half a second at most for the panel to do the same, and ends the connection. */
    void close() {
        try {
            Deadline.in(CLOSING).bound(socket, () -> {
                frames.writeClose(NORMAL_CLOSURE);
                return frames.readMessage();
            });
        } catch (AttemptException | IOException e) {
            // Closed is what it should be; how it came about is of no interest.
        } finally {
            close(socket);
        }
    }

    private static NodeConnection connected(Socket socket, URI url, WsRequest first, int index, Deadline deadline)
            throws IOException, AttemptException {
        NodeConnection connection = new NodeConnection(index, socket, Dialler.connect(socket, url, deadline));
        Handshake handshake = new Handshake();
        handshake.write(connection.out, url, first);
        handshake.read(connection.in);
        return connection;
    }

    private static AttemptException failure(Outcome outcome, String what, IOException e, Deadline deadline) {
        if (deadline.isOver()) {
            return new AttemptException(Outcome.TIMED_OUT, "not done within the deadline");
        }
        return new AttemptException(outcome, what + reason(e));
    }

    private static String reason(IOException e) {
        return e instanceof ClosedByPanelException
                ? e.getMessage()
                : e.getClass().getSimpleName();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // There is nothing left to lose on it.
        }
    }
}
