package io.panelws.testkit.conformance;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The server's side of RFC 6455, section 5, as far as nodes need it. */
final class BareFrames {

    /** The node or the panel has closed the connection. */
    static final class Closed extends IOException {
        private static final long serialVersionUID = 1;
    }

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Breach breach;

    BareFrames(DataInputStream in, DataOutputStream out, Breach breach) {
        this.in = in;
        this.out = out;
        this.breach = breach;
    }

    String readMessage() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (true) {
            int first = in.readUnsignedByte();
            byte[] payload = readPayload();
            switch (first & 0x0f) {
                case 2 -> {
                    if (breach.refusesBinary()) {
                        close(1003);
                    }
                    return text(payload);
                }
                case 0, 1 -> {
                    message.write(payload);
                    if ((first & 0x80) != 0 || !breach.joinsFragments()) {
                        return message.toString(StandardCharsets.UTF_8);
                    }
                }
                case 8 -> {
                    write(0x88, payload);
                    throw new Closed();
                }
                case 9 -> write(0x8a, payload);
                default -> {}
            }
        }
    }

    /** Writes without sending, so that several frames leave together. */
    void put(int first, byte[] payload) throws IOException {
        out.writeByte(first);
        if (payload.length < 126) {
            out.writeByte(payload.length);
        } else if (payload.length < 1 << 16) {
            out.writeByte(126);
            out.writeShort(payload.length);
        } else {
            out.writeByte(127);
            out.writeLong(payload.length);
        }
        out.write(payload);
    }

    void putText(String text) throws IOException {
        put(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Says goodbye and reads on until the node does the same: an unread rest would make the goodbye get lost. */
    void close(int code) throws IOException {
        write(0x88, new byte[] {(byte) (code >> 8), (byte) code});
        byte[] rest = new byte[1 << 16];
        while (in.read(rest) >= 0) {
            // Passed over.
        }
        throw new Closed();
    }

    private void write(int first, byte[] payload) throws IOException {
        put(first, payload);
        out.flush();
    }

    private byte[] readPayload() throws IOException {
        long length = in.readUnsignedByte() & 0x7f;
        length = length == 127 ? in.readLong() : length == 126 ? in.readUnsignedShort() : length;
        if (length > breach.maxMessage()) {
            close(1009);
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes((int) length);
        if (payload.length < length) {
            throw new EOFException();
        }
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    private static String text(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
