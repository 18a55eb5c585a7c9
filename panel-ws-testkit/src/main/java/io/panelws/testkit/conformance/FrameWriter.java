package io.panelws.testkit.conformance;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;

/** Writes masked frames (RFC 6455, section 5.2). Not thread-safe. */
final class FrameWriter {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int PIECE = 64 << 10;

    /** Asked between the pieces of a large frame: whether it is of any use to go on. */
    @FunctionalInterface
    interface GoesOn {
        boolean test() throws IOException;
    }

    private final DataOutputStream out;

    FrameWriter(DataOutputStream out) {
        this.out = out;
    }

    void write(int opcode, boolean last, byte[] payload) throws IOException {
        write(opcode, last, payload, () -> true);
    }

    void write(int opcode, boolean last, byte[] payload, GoesOn goesOn) throws IOException {
        out.writeByte((last ? FIN : 0) | opcode);
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
        for (int from = 0; from < masked.length && goesOn.test(); from += PIECE) {
            out.write(masked, from, Math.min(PIECE, masked.length - from));
            out.flush();
        }
        out.flush();
    }
}
