package io.panelws.testkit.cost;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A blocking socket and what has been read from it. Not thread-safe, but for {@link #close}. */
final class Wire implements AutoCloseable {

    private static final int END_OF_HEAD = 0x0d0a0d0a;

    private final SocketChannel channel;
    private final ByteBuffer in;

    private Wire(SocketChannel channel, int buffer) {
        this.channel = channel;
        this.in = ByteBuffer.allocateDirect(buffer).flip();
    }

    /**
     * @param source the address to dial from: each has ports of its own
     * @param buffer how much is read at once, in bytes
     */
    static Wire dial(String source, int port, int buffer) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.bind(new InetSocketAddress(source, 0));
            channel.connect(new InetSocketAddress("127.0.0.1", port));
            return new Wire(channel, buffer);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Looks at the next byte but {@code ahead}, unsigned. */
    int peek(int ahead) throws IOException {
        while (in.remaining() <= ahead) {
            fill();
        }
        return in.get(in.position() + ahead) & 0xff;
    }

    /** Waits for the head of an HTTP answer; its length with the empty line. */
    int awaitHead() throws IOException {
        int last = 0;
        int length = 0;
        while (last != END_OF_HEAD) {
            last = last << 8 | peek(length++);
        }
        return length;
    }

    /** What comes next, as text; it stays to be read. */
    String text(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) peek(i);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    void skip(long length) throws IOException {
        long rest = length;
        while (rest > in.remaining()) {
            rest -= in.remaining();
            in.position(in.limit());
            fill();
        }
        in.position(in.position() + (int) rest);
    }

    /** Reads until the other side has nothing more to say. */
    void awaitEnd() throws IOException {
        in.clear();
        while (channel.read(in) >= 0) {
            in.clear();
        }
    }

    private void fill() throws IOException {
        in.compact();
        int read = channel.read(in);
        in.flip();
        if (read < 0) {
            throw new EOFException("the server has closed the connection");
        }
        if (read == 0) {
            throw new IOException("the head is longer than the buffer");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
