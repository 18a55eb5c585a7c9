package io.panelws.testkit.node;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Messages as frames (RFC 6455, 5), on the client's side. What it reads is read when it is asked to, and nothing in
 * between: no ping is answered and no close noticed while the node waits for nothing (P-16). One thread may read while
 * others write.
 */
final class Frames {

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int OPCODE = 0x0f;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final DataInputStream in;
    private final DataOutputStream out;

    Frames(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    void writeText(String text) throws IOException {
        write(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void writeClose(int code) throws IOException {
        write(CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    /** The next message, text or binary, whoever asked for it (P-8). */
    String readMessage() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (true) {
            int first = in.readUnsignedByte();
            byte[] payload = readPayload();
            switch (first & OPCODE) {
                case CONTINUATION, TEXT, BINARY -> {
                    message.write(payload);
                    if ((first & FIN) != 0) {
                        return message.toString(StandardCharsets.UTF_8);
                    }
                }
                case PING -> write(PONG, payload);
                case PONG -> {}
                case CLOSE -> throw new ClosedByPanelException(payload);
                default -> throw new IOException("a frame of an unknown kind");
            }
        }
    }

    private byte[] readPayload() throws IOException {
        int second = in.readUnsignedByte();
        if ((second & MASKED) != 0) {
            throw new IOException("a masked frame");
        }
        long length = second == 127 ? in.readLong() : second == 126 ? in.readUnsignedShort() : second;
        if (length < 0 || length > Integer.MAX_VALUE - 8) {
            throw new IOException("a frame larger than memory");
        }
        byte[] payload = in.readNBytes((int) length);
        if (payload.length < length) {
            throw new IOException("a frame without its end");
        }
        return payload;
    }

    private synchronized void write(int opcode, byte[] payload) throws IOException {
        out.writeByte(FIN | opcode);
        if (payload.length < 126) {
            out.writeByte(MASKED | payload.length);
        } else if (payload.length < 1 << 16) {
            out.writeByte(MASKED | 126);
            out.writeShort(payload.length);
        } else {
            out.writeByte(MASKED | 127);
            out.writeLong(payload.length);
        }
        int mask = ThreadLocalRandom.current().nextInt();
        out.writeInt(mask);
        byte[] masked = new byte[payload.length];
        for (int i = 0; i < payload.length; i++) {
            masked[i] = (byte) (payload[i] ^ mask >> 24 - 8 * (i % 4));
        }
        out.write(masked);
        out.flush();
    }
}
