package io.panelws.testkit.fault;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One frame as it travels (RFC 6455, 5.2), so that it can be passed on unchanged.
 *
 * @param bytes header and payload
 * @param payloadAt where the payload begins; where it is masked, the four bytes before are the key
 */
record WireFrame(byte[] bytes, int payloadAt) {

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int MAX = 64 << 20;

    static WireFrame read(DataInputStream in) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(in.readUnsignedByte());
        int second = in.readUnsignedByte();
        frame.write(second);
        int extended = (second & 0x7f) == 127 ? 8 : (second & 0x7f) == 126 ? 2 : 0;
        long length = extended == 0 ? second & 0x7f : 0;
        for (int i = 0; i < extended; i++) {
            int next = in.readUnsignedByte();
            frame.write(next);
            length = length << 8 | next;
        }
        if (length < 0 || length > MAX) {
            throw new IOException("a frame larger than " + MAX + " bytes");
        }
        int key = (second & MASKED) == 0 ? 0 : 4;
        int payloadAt = frame.size() + key;
        byte[] rest = new byte[key + (int) length];
        in.readFully(rest);
        frame.writeBytes(rest);
        return new WireFrame(frame.toByteArray(), payloadAt);
    }

    /** From the panel's side: unmasked. */
    static WireFrame text(byte[] payload, boolean last) {
        return of((last ? FIN : 0) | TEXT, payload);
    }

    /** From the panel's side. */
    static WireFrame close(int code) {
        return of(FIN | CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    boolean isLast() {
        return (bytes[0] & FIN) != 0;
    }

    boolean isControl() {
        return (bytes[0] & CLOSE) != 0;
    }

    byte[] payload() {
        byte[] payload = Arrays.copyOfRange(bytes, payloadAt, bytes.length);
        if ((bytes[1] & MASKED) != 0) {
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= bytes[payloadAt - 4 + i % 4];
            }
        }
        return payload;
    }

    String text() {
        return new String(payload(), StandardCharsets.UTF_8);
    }

    private static WireFrame of(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else {
            frame.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >>> shift));
            }
        }
        int payloadAt = frame.size();
        frame.writeBytes(payload);
        return new WireFrame(frame.toByteArray(), payloadAt);
    }
}
