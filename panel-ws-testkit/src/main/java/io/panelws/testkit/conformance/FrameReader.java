package io.panelws.testkit.conformance;

import java.io.DataInputStream;
import java.io.IOException;

/** Reads frames that a panel wrote (RFC 6455, section 5.2), and sees what it did wrong. Not thread-safe. */
final class FrameReader {

    private static final int MAX_PAYLOAD = 512 << 20;

    /** A frame as it came. */
    record Frame(boolean last, int opcode, byte[] payload) {}

    private final DataInputStream in;

    FrameReader(DataInputStream in) {
        this.in = in;
    }

    Frame read() throws IOException, Finding {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        Finding.require(
                (first & 0x70) == 0,
                "a frame whose reserved bits are 0: nothing was negotiated that uses them",
                "first byte 0x%02X".formatted(first));
        Finding.require((second & 0x80) == 0, "a frame of a server, which is not masked", "a masked frame");
        long length = second == 127 ? in.readLong() : second == 126 ? in.readUnsignedShort() : second;
        Finding.require(length >= 0 && length <= MAX_PAYLOAD, "a frame that fits memory", length + " bytes");
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        return new Frame((first & 0x80) != 0, first & 0x0f, payload);
    }
}
