package io.panelws.jetty.abuse;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A WebSocket peer that reads nothing behind the handshake, and whose receive window is small. */
final class DeafPeer implements AutoCloseable {

    /** More than the buffers between the panel and a peer with a small window hold. */
    private static final int MANY_PINGS = 20_000;

    private final Socket socket = new Socket();
    private final AtomicLong pings = new AtomicLong();

    private DeafPeer() {}

    static DeafPeer connect(int port, String query) throws IOException {
        DeafPeer peer = new DeafPeer();
        peer.socket.setReceiveBufferSize(4096);
        peer.socket.setSendBufferSize(16_384);
        peer.socket.setTcpNoDelay(true);
        peer.socket.connect(new InetSocketAddress("127.0.0.1", port));
        peer.socket
                .getOutputStream()
                .write(("GET /any?" + query
                                + " HTTP/1.1\r\nHost: panel\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = peer.socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("refused: " + head);
            }
            head.append((char) next);
        }
        return peer;
    }

    void send(int opcode, byte[] payload) throws IOException {
        socket.getOutputStream().write(frame(opcode, payload));
    }

    void sendText(String text) throws IOException {
        send(1, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends pings until the panel takes no more, because its pongs are not taken, or until there have been many. */
    void floodWithPings() {
        beginToFlood();
        awaitStuck();
    }

    void beginToFlood() {
        Thread flood = new Thread(() -> {
            byte[] ping = frame(9, new byte[125]);
            try {
                for (int i = 0; i < MANY_PINGS; i++) {
                    socket.getOutputStream().write(ping);
                    pings.incrementAndGet();
                }
            } catch (IOException e) {
                // The panel has cut this peer off.
            }
        });
        flood.setDaemon(true);
        flood.start();
    }

    void awaitStuck() {
        awaitStuck(List.of(this));
    }

    static void awaitStuck(Collection<DeafPeer> peers) {
        AtomicLong before = new AtomicLong(-1);
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(300)).until(() -> {
            long now = peers.stream().mapToLong(peer -> peer.pings.get()).sum();
            return now > 0 && before.getAndSet(now) == now;
        });
    }

    /** Reads what was on its way; true when the panel has ended the connection. */
    boolean isEnded(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        InputStream in = socket.getInputStream();
        try {
            while (in.read(new byte[8192]) >= 0) {
                // What still comes is of no interest.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static byte[] frame(int opcode, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x80 | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        }
        // A mask of zeros leaves the payload as it is.
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** Resets the connection. */
    @Override
    public void close() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
