package io.panelws.testkit.node;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** The panel's end of one connection, byte by byte: for answers that no real server would give. */
final class Peer implements Closeable {

    /** A frame as the node sent it, unmasked. */
    record Frame(int opcode, byte[] payload) {

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        }
    }

    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    private static final int FIN = 0x80;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final String head;

    Peer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.head = readHead();
    }

    /** The request line and headers, as they came. */
    String head() {
        return head;
    }

    String header(String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("(none)");
    }

    void upgrade() throws IOException {
        write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept(header("Sec-WebSocket-Key")) + "\r\n\r\n");
    }

    void answerHttp(int status, String headers, String body) throws IOException {
        String length = header("Content-Length");
        in.readNBytes(length.startsWith("(") ? 0 : Integer.parseInt(length));
        write("HTTP/1.1 " + status + " Scripted\r\n" + headers + "Connection: close\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
        close();
    }

    Frame readFrame() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        int length = in.readUnsignedByte() & 0x7f;
        length = length == 126 ? in.readUnsignedShort() : length;
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new Frame(opcode, payload);
    }

    void answer(String json) throws IOException {
        send(FIN | TEXT, json);
    }

    /** A text message in as many fragments as it has pieces. */
    void answerInPieces(String... pieces) throws IOException {
        for (int i = 0; i < pieces.length; i++) {
            send((i == pieces.length - 1 ? FIN : 0) | (i == 0 ? TEXT : 0), pieces[i]);
        }
    }

    void ping() throws IOException {
        send(FIN | PING, "");
    }

    /** True once the node has ended the connection; what it sends until then is passed over. */
    boolean isEnded() throws IOException {
        try {
            while (in.read() >= 0) {
                // Passed over.
            }
        } catch (EOFException e) {
            return true;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(int first, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        if (payload.length > 125) {
            throw new IllegalArgumentException("scripts are short");
        }
        out.write(new byte[] {(byte) first, (byte) payload.length});
        out.write(payload);
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private String readHead() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) in.readUnsignedByte());
        }
        return text.toString();
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
