package io.panelws.jetty.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A node that decides itself when to read, and can vanish: a WebSocket on a bare socket. */
public final class RawNode implements AutoCloseable {

    /** One frame as it came. */
    public record Frame(int opcode, boolean last, byte[] payload) {}

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawNode(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    public static RawNode connect(int port) throws IOException {
        return connect(port, "node_id=1&node_type=vless&token=secret");
    }

    public static RawNode connect(int port, String query) throws IOException {
        return connect(port, "/any", query);
    }

    public static RawNode connect(int port, String path, String query) throws IOException {
        RawNode node = new RawNode(new Socket("127.0.0.1", port));
        node.out.write(("GET " + path + "?" + query + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) node.in.readByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("refused: " + head);
        }
        return node;
    }

    /** A masked frame; the first byte holds FIN, the reserved bits and the opcode. */
    public void sendFrame(int first, byte[] payload) throws IOException {
        java.io.ByteArrayOutputStream frame = new java.io.ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(
                    java.nio.ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        // A mask of zeros leaves the payload as it is.
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        sendBytes(frame.toByteArray());
    }

    /** Anything at all. */
    public void sendBytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    public void sendText(String text) throws IOException {
        sendFrame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    public void sendFragment(int opcode, boolean last, String text) throws IOException {
        sendFrame((last ? 0x80 : 0) | opcode, text.getBytes(StandardCharsets.UTF_8));
    }

    public void sendPong(byte[] payload) throws IOException {
        sendFrame(0x8A, payload);
    }

    public Frame readFrame() throws IOException {
        int first = in.readUnsignedByte();
        long length = in.readUnsignedByte() & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        return new Frame(first & 0x0F, (first & 0x80) != 0, in.readNBytes((int) length));
    }

    /** The next text message; pings before it are answered, as every node does while it reads. */
    public String readMessage() throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            Frame frame = readFrame();
            if (frame.opcode() == 8) {
                throw new IOException("closed in place of an answer: "
                        + new String(frame.payload(), 2, frame.payload().length - 2, StandardCharsets.UTF_8));
            }
            if (frame.opcode() == 9) {
                sendPong(frame.payload());
            }
            if (frame.opcode() <= 1) {
                text.append(new String(frame.payload(), StandardCharsets.UTF_8));
                if (frame.last()) {
                    return text.toString();
                }
            }
        }
    }

    /** The code of the next close frame, past everything else. */
    public int readCloseCode() throws IOException {
        while (true) {
            Frame frame = readFrame();
            if (frame.opcode() == 8) {
                return (frame.payload()[0] & 0xFF) << 8 | frame.payload()[1] & 0xFF;
            }
        }
    }

    /** Reads to the end; true when the panel has ended the connection, false when nothing happens for the time given. */
    public boolean isEnded(java.time.Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        try {
            while (in.read() >= 0) {
                // What still comes is of no interest.
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    /** Sends nothing any more, as TCP says it, and without a close frame. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Vanishes without a close frame. */
    @Override
    public void close() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
