package io.panelws.testkit.node;

import io.panelws.testkit.wire.Frame;
import io.panelws.testkit.wire.Handshake;
import io.panelws.testkit.wire.HttpHead;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The panel's end of one connection, byte by byte: for answers that no real server would give. */
final class Peer implements Closeable {

    private final Socket socket;
    private final InputStream in;
    private final HttpHead head;

    Peer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.head = HttpHead.read(in);
    }

    /** The request line and headers, as they came. */
    String head() {
        return new String(head.bytes(), StandardCharsets.UTF_8);
    }

    String header(String name) {
        return head.first(name).orElse("(none)");
    }

    void upgrade() throws IOException {
        String accept = new Handshake(URI.create("/"), header("Sec-WebSocket-Key"), Map.of()).accept();
        write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept + "\r\n\r\n");
    }

    void answerHttp(int status, String headers, String body) throws IOException {
        in.readNBytes(head.first("Content-Length").map(Integer::parseInt).orElse(0));
        write("HTTP/1.1 " + status + " Scripted\r\n" + headers + "Connection: close\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
        close();
    }

    Frame readFrame() throws IOException {
        return Frame.read(in, Frame.MAX_PAYLOAD);
    }

    void answer(String json) throws IOException {
        answerInPieces(json);
    }

    /** A text message in as many fragments as it has pieces. */
    void answerInPieces(String... pieces) throws IOException {
        for (int i = 0; i < pieces.length; i++) {
            byte[] payload = pieces[i].getBytes(StandardCharsets.UTF_8);
            send(Frame.of(i == 0 ? Frame.TEXT : Frame.CONTINUATION, i == pieces.length - 1, payload));
        }
    }

    void ping() throws IOException {
        send(Frame.of(Frame.PING, true, new byte[0]));
    }

    void sayGoodbye(int code, String reason) throws IOException {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = ByteBuffer.allocate(2 + text.length)
                .putChar((char) code)
                .put(text)
                .array();
        send(Frame.of(Frame.CLOSE, true, payload));
    }

    /** True once the node has ended the connection; what it sends until then is passed over. */
    boolean isEnded() throws IOException {
        while (in.read() >= 0) {
            // Passed over.
        }
        return true;
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(Frame frame) throws IOException {
        socket.getOutputStream().write(frame.bytes());
    }
}
