package io.panelws.testkit.conformance;

import io.panelws.api.WsCodec;
import io.panelws.api.WsLimits;
import io.panelws.api.WsRequest;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A WebSocket on which anything can be said and everything is seen. It has no thread: what the panel sends is read when
 * it is asked for. Not thread-safe.
 */
final class PanelConnection implements Closeable {

    private static final WsCodec CODEC = new WsCodec(WsLimits.NONE);

    private final Socket socket;
    private final BufferedInputStream buffered;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final WireLog log;
    private final Duration timeout;

    PanelConnection(Socket socket, BufferedInputStream in, WireLog log, Duration timeout) throws IOException {
        this.socket = socket;
        this.buffered = in;
        this.reader = new FrameReader(new DataInputStream(in));
        this.writer = new FrameWriter(new DataOutputStream(new BufferedOutputStream(socket.getOutputStream())));
        this.log = log;
        this.timeout = timeout;
    }

    void send(WsRequest request) throws IOException {
        send(CODEC.encode(request));
    }

    void send(String text) throws IOException {
        frame(FrameWriter.TEXT, true, text);
    }

    void frame(int opcode, boolean last, String payload) throws IOException {
        log.sent((name(opcode) + (last ? " " : " (goes on) ") + payload).stripTrailing());
        writer.write(opcode, last, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a text message as long as the panel says nothing; a panel that had enough may say so half-way. */
    void sendUnlessInterrupted(byte[] text) {
        log.sent("text of " + text.length + " bytes");
        try {
            writer.write(FrameWriter.TEXT, true, text, () -> buffered.available() == 0);
        } catch (IOException e) {
            log.remark("the panel ended the connection within the message");
        }
    }

    /** The answer to one message. */
    Answer ask(WsRequest request) throws IOException, Finding {
        send(request);
        return answer();
    }

    Answer ask(String text) throws IOException, Finding {
        send(text);
        return answer();
    }

    /** The next message, which must be an answer. */
    Answer answer() throws IOException, Finding {
        Received received = receive(timeout);
        if (received instanceof Received.Message message) {
            return Answer.of(message);
        }
        throw Finding.failed("one text message with the answer", received.seen());
    }

    /** What comes next within the time of an answer. */
    Received receive() throws IOException, Finding {
        return receive(timeout);
    }

    /** What comes next; pings are answered, pongs passed over. */
    Received receive(Duration patience) throws IOException, Finding {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        int opcode = 0;
        while (true) {
            if (!arrives(patience)) {
                return logged(new Received.Silence(patience.toMillis()));
            }
            socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
            FrameReader.Frame frame;
            try {
                frame = reader.read();
            } catch (SocketTimeoutException e) {
                throw Finding.failed("a whole frame", "a frame that does not go on");
            } catch (IOException e) {
                return logged(new Received.Ended());
            }
            switch (frame.opcode()) {
                case FrameWriter.CONTINUATION, FrameWriter.TEXT, FrameWriter.BINARY -> {
                    opcode = frame.opcode() == FrameWriter.CONTINUATION ? opcode : frame.opcode();
                    payload.write(frame.payload());
                    if (frame.last()) {
                        return logged(new Received.Message(opcode == FrameWriter.TEXT, payload.toByteArray()));
                    }
                }
                case FrameWriter.PING -> pong(frame.payload());
                case FrameWriter.PONG -> log.received("pong");
                case FrameWriter.CLOSE -> {
                    return logged(closed(frame.payload()));
                }
                default -> throw Finding.failed("a frame of a known kind", "opcode " + frame.opcode());
            }
        }
    }

    /** Pings and listens; what the panel said besides its pong, when it should have said nothing. */
    Optional<Received> unexpected(Duration quiet) throws IOException, Finding {
        frame(FrameWriter.PING, true, "");
        Received received = receive(quiet);
        return received instanceof Received.Silence ? Optional.empty() : Optional.of(received);
    }

    /** Waits until something has arrived, and leaves it there. */
    void awaitAnything() throws IOException, Finding {
        Finding.require(arrives(timeout), "an answer", "nothing within " + timeout.toMillis() + " ms");
    }

    /** Drops the connection without a close frame. */
    void drop() throws IOException {
        log.remark("the connection is dropped");
        socket.close();
    }

    @Override
    public void close() throws IOException {
        try (socket) {
            if (!socket.isClosed()) {
                writer.write(FrameWriter.CLOSE, true, new byte[] {3, (byte) 0xe8});
            }
        } catch (IOException e) {
            // It is gone, as it should be.
        }
    }

    private boolean arrives(Duration patience) throws IOException {
        if (buffered.available() > 0) {
            return true;
        }
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        buffered.mark(1);
        try {
            buffered.read();
            buffered.reset();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // The reader runs into the same end and names it.
        }
    }

    private void pong(byte[] payload) throws IOException {
        log.received("ping");
        writer.write(FrameWriter.PONG, true, payload);
    }

    private Received logged(Received received) {
        if (received instanceof Received.Silence) {
            log.remark(received.seen());
        } else if (received instanceof Received.Message message) {
            log.received((message.text() ? "text " : "binary ") + message.string());
            Answer.decodedBody(message).ifPresent(body -> log.remark("whose body is: " + body));
        } else {
            log.received(received.seen());
        }
        return received;
    }

    private static Received closed(byte[] payload) {
        if (payload.length < 2) {
            return new Received.Closed(1005, "");
        }
        int code = (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        return new Received.Closed(code, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
    }

    private static String name(int opcode) {
        return switch (opcode) {
            case FrameWriter.CONTINUATION -> "continuation";
            case FrameWriter.TEXT -> "text";
            case FrameWriter.BINARY -> "binary";
            case FrameWriter.PING -> "ping";
            default -> "opcode " + opcode;
        };
    }
}
