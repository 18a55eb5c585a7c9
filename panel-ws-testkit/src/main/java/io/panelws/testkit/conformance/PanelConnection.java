package io.panelws.testkit.conformance;

import io.panelws.api.WsCodec;
import io.panelws.api.WsLimits;
import io.panelws.api.WsRequest;
import io.panelws.testkit.wire.Deadline;
import io.panelws.testkit.wire.Frame;
import io.panelws.testkit.wire.FrameException;
import io.panelws.testkit.wire.FrameReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A WebSocket on which anything can be said and everything is seen. It has no thread: what the panel sends is read when
 * it is asked for. Not thread-safe.
 */
final class PanelConnection implements Closeable {

    private static final WsCodec CODEC = new WsCodec(WsLimits.NONE);
    private static final int MAX_PAYLOAD = 512 << 20;
    private static final int PIECE = 64 << 10;
    private static final byte[] NORMAL = {3, (byte) 0xe8};
    /** How many frames a panel may send that nobody waits for. */
    private static final int MANY = 100;

    private final Socket socket;
    private final BufferedInputStream in;
    private final OutputStream out;
    private final FrameReader reader;
    private final WireLog log;
    private final Duration timeout;
    private final Duration quiet;
    private final Conversation conversation = new Conversation();
    private boolean ended;
    private boolean draining;

    PanelConnection(Socket socket, BufferedInputStream in, WireLog log, Duration timeout, Duration quiet)
            throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
        this.reader = new FrameReader(in, MAX_PAYLOAD);
        this.log = log;
        this.timeout = timeout;
        this.quiet = quiet;
    }

    void send(WsRequest request) throws IOException {
        send(List.of(request));
    }

    /** Sends the requests in one piece, so that the panel has them all at once. */
    void send(List<WsRequest> requests) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (WsRequest request : requests) {
            String text = CODEC.encode(request);
            conversation.asked(request, text);
            log.sent("text " + text);
            bytes.writeBytes(frame(Frame.TEXT, true, text).bytes());
        }
        write(bytes.toByteArray());
    }

    void send(String text) throws IOException {
        send(Frame.TEXT, true, text);
    }

    void send(int opcode, boolean last, String payload) throws IOException {
        if (last && opcode < Frame.CLOSE) {
            conversation.asked(payload);
        }
        log.sent((name(opcode) + (last ? " " : " (goes on) ") + payload).stripTrailing());
        write(frame(opcode, last, payload).bytes());
    }

    /** Sends a text message of which a few bytes come at a time, as over a slow line. */
    void sendInPieces(String text) throws IOException {
        conversation.asked(text);
        log.sent("text, in pieces: " + text);
        byte[] bytes = frame(Frame.TEXT, true, text).bytes();
        int from = 0;
        for (int to : new int[] {1, 3, 7, bytes.length / 2, bytes.length}) {
            write(Arrays.copyOfRange(bytes, from, to));
            arrives(Duration.ofMillis(10));
            from = to;
        }
    }

    /** Sends a text message in two fragments, the second from an octet on that may be in the middle of a character. */
    void sendSplit(byte[] message, int at) throws IOException {
        String text = new String(message, StandardCharsets.UTF_8);
        conversation.asked(text);
        log.sent("text, in two fragments: " + text);
        write(Frame.of(Frame.TEXT, false, Arrays.copyOf(message, at)).masked().bytes());
        write(Frame.of(Frame.CONTINUATION, true, Arrays.copyOfRange(message, at, message.length))
                .masked()
                .bytes());
    }

    /** Sends a text message as long as the panel says nothing; a panel that had enough may say so half-way. */
    void sendUnlessInterrupted(String text) {
        conversation.asked("a text of " + text.length() + " bytes");
        log.sent("text of " + text.length() + " bytes");
        byte[] bytes = frame(Frame.TEXT, true, text).bytes();
        try {
            for (int from = 0; from < bytes.length && in.available() == 0; from += PIECE) {
                write(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE)));
            }
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
        Received received = receive();
        if (received instanceof Received.Message message) {
            return Answer.of(message);
        }
        throw Finding.failed("one text message with the answer", received.seen());
    }

    /** What comes next within the time of an answer, pongs aside. */
    Received receive() throws IOException, Finding {
        return receive(timeout);
    }

    /** What comes next; pings are answered, pongs passed over. */
    Received receive(Duration patience) throws IOException, Finding {
        Deadline end = Deadline.in(patience);
        Received received = next(patience, end);
        while (received instanceof Received.Pong) {
            received = next(patience, end);
        }
        return received instanceof Received.Silence ? noted(received) : received;
    }

    /** What comes next, a pong too. */
    Received receiveAnything() throws IOException, Finding {
        Received received = next(timeout, Deadline.in(timeout));
        return received instanceof Received.Silence ? noted(received) : received;
    }

    /** Pings and listens; what the panel said besides its pong, when it should have said nothing. */
    Optional<Received> unexpected(Duration quiet) throws IOException, Finding {
        send(Frame.PING, true, "");
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
        ended = true;
        socket.close();
    }

    boolean isSilent() {
        return conversation.isSilent();
    }

    /** What went wrong on this connection first, what may still be on its way considered. */
    List<String> trouble() {
        draining = true;
        try {
            for (int i = 0; i < MANY && !ended; i++) {
                if (next(quiet, Deadline.in(quiet)) instanceof Received.Silence) {
                    break;
                }
            }
        } catch (IOException | Finding e) {
            // It is noted already.
        }
        return conversation.trouble();
    }

    /** Says goodbye and waits for the panel's: until then it may hold the node for connected. */
    @Override
    public void close() throws IOException {
        try (socket) {
            if (!ended) {
                write(Frame.of(Frame.CLOSE, true, NORMAL).masked().bytes());
                for (int i = 0; i < MANY && !ended && arrives(quiet); i++) {
                    ended = Frame.read(in, MAX_PAYLOAD).opcode() == Frame.CLOSE;
                }
            }
        } catch (IOException e) {
            // It is gone, as it should be.
        }
    }

    private Received next(Duration patience, Deadline end) throws IOException, Finding {
        while (true) {
            if (!arrives(Duration.ofMillis(Math.max(1, end.remainingMillis())))) {
                return new Received.Silence(patience.toMillis());
            }
            socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
            Frame frame;
            ended = true; // Unless a whole message comes, nothing that follows can be read.
            try {
                frame = reader.next();
                ended = frame.opcode() == Frame.CLOSE;
            } catch (FrameException e) {
                conversation.broken(e.expected());
                log.remark(e.getMessage());
                throw Finding.of(e);
            } catch (SocketTimeoutException e) {
                conversation.stalled();
                throw Finding.failed("a whole message", Conversation.STALLED);
            } catch (IOException e) {
                return noted(new Received.Ended());
            }
            switch (frame.opcode()) {
                case Frame.PING -> pong(frame.payload());
                case Frame.PONG -> {
                    return noted(new Received.Pong(frame.text()));
                }
                case Frame.CLOSE -> {
                    return noted(Received.Closed.of(frame));
                }
                default -> {
                    return noted(new Received.Message(frame.opcode() == Frame.TEXT, frame.payload()));
                }
            }
        }
    }

    private boolean arrives(Duration patience) throws IOException {
        if (in.available() > 0) {
            return true;
        }
        socket.setSoTimeout(Math.toIntExact(Math.max(1, patience.toMillis())));
        in.mark(1);
        try {
            in.read();
            in.reset();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // The reader runs into the same end and names it.
        }
    }

    private void pong(byte[] payload) throws IOException {
        log.received("ping");
        write(Frame.of(Frame.PONG, true, payload).masked().bytes());
    }

    /** A panel that reads nothing holds the probe up no longer than one that answers nothing. */
    private void write(byte[] bytes) throws IOException {
        Deadline.in(timeout).bound(socket, () -> {
            out.write(bytes);
            out.flush();
            return bytes.length;
        });
    }

    private Received noted(Received received) {
        conversation.received(received);
        if (received instanceof Received.Silence) {
            log.remark(received.seen());
        } else if (received instanceof Received.Message message) {
            log.received((message.text() ? "text " : "binary ") + message.string());
            Answer.decodedBody(message).ifPresent(body -> log.remark("whose body is: " + body));
        } else if (!draining) {
            log.received(received instanceof Received.Pong pong ? "pong " + pong.payload() : received.seen());
        }
        return received;
    }

    private static Frame frame(int opcode, boolean last, String payload) {
        return Frame.of(opcode, last, payload.getBytes(StandardCharsets.UTF_8)).masked();
    }

    private static String name(int opcode) {
        return switch (opcode) {
            case Frame.CONTINUATION -> "continuation";
            case Frame.TEXT -> "text";
            case Frame.BINARY -> "binary";
            case Frame.CLOSE -> "close";
            case Frame.PING -> "ping";
            case Frame.PONG -> "pong";
            default -> "opcode " + opcode;
        };
    }
}
