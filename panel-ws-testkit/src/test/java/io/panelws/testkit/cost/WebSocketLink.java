package io.panelws.testkit.cost;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One WebSocket, of panel-ws or of the echo. It answers pings when it reads, as a node does (P-16). */
final class WebSocketLink implements Link {

    private static final int FIN = 0x80;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xa;
    private static final int CONTROL = 0x8;
    private static final int BEGINNING = 64;

    private final Wire wire;
    private final RequestBytes request;
    private final String mark;
    private long length;

    /**
     * @param message the text to be sent
     * @param mark what the answer has near its beginning
     */
    private WebSocketLink(Wire wire, String message, String mark) {
        this.wire = wire;
        this.request = RequestBytes.frame(message);
        this.mark = mark;
    }

    /** @param path with the node's query */
    static WebSocketLink open(Wire wire, String path, String message, String mark) throws IOException {
        String handshake = "GET " + path + " HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n"
                + "User-Agent: Go-http-client/1.1\r\n"
                + "Connection: Upgrade\r\n"
                + "Accept: application/json\r\n"
                + "Content-Type: application/json\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Upgrade: websocket\r\n"
                + "\r\n";
        wire.write(ByteBuffer.wrap(handshake.getBytes(StandardCharsets.US_ASCII)));
        int head = wire.awaitHead();
        if (!wire.text(head).startsWith("HTTP/1.1 101 ")) {
            throw new IOException("the handshake is refused: " + wire.text(head));
        }
        wire.skip(head);
        return new WebSocketLink(wire, message, mark);
    }

    @Override
    public void send() throws IOException {
        wire.write(request.next());
    }

    @Override
    public void receive() throws IOException {
        long sum = 0;
        boolean last = false;
        while (!last) {
            int first = wire.peek(0);
            int opcode = first & 0xf;
            long payload = payload();
            if ((opcode & CONTROL) != 0) {
                control(opcode, (int) payload);
                continue;
            }
            if (length == 0 && sum == 0) {
                String text = wire.text((int) Math.min(payload, BEGINNING));
                if (!text.contains(mark)) {
                    throw new IOException("not the expected answer: " + text);
                }
            }
            sum += payload;
            last = (first & FIN) != 0;
            wire.skip(payload);
        }
        if (length != 0 && sum != length) {
            throw new IOException("an answer of " + sum + " bytes, where there were " + length);
        }
        length = sum;
    }

    /** Reads the head of a frame; the length of its payload. */
    private long payload() throws IOException {
        int code = wire.peek(1);
        int more = code == 126 ? 2 : code == 127 ? 8 : 0;
        long payload = more == 0 ? code : 0;
        for (int i = 0; i < more; i++) {
            payload = payload << 8 | wire.peek(2 + i);
        }
        wire.skip(2 + more);
        return payload;
    }

    private void control(int opcode, int payload) throws IOException {
        String content = wire.text(payload);
        wire.skip(payload);
        if (opcode == CLOSE) {
            throw new IOException("the server closes the connection: " + content);
        }
        if (opcode == PING) {
            write(PONG, content.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** Writes a frame with a mask of zeros. */
    private void write(int opcode, byte[] content) throws IOException {
        wire.write(ByteBuffer.allocate(6 + content.length)
                .put((byte) (FIN | opcode))
                .put((byte) (FIN | content.length))
                .putInt(0)
                .put(content)
                .flip());
    }

    /** Closes as RFC 6455 wants it, and returns when the server has. */
    void leave() throws IOException {
        write(CLOSE, new byte[] {0x03, (byte) 0xe8});
        wire.awaitEnd();
        close();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
