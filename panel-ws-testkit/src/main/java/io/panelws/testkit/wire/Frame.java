package io.panelws.testkit.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One frame (RFC 6455, 5.2). Written again after it was read, it has the bytes that it came with.
 *
 * @param first the first byte: FIN, the reserved bits and the opcode
 * @param key what the payload is masked with on the wire; empty for a frame of a server
 * @param payload the payload in clear; not copied
 */
public record Frame(int first, OptionalInt key, byte[] payload) {

    /** The opcode of a frame that goes on with a message. */
    public static final int CONTINUATION = 0;

    /** The opcode of a text message. */
    public static final int TEXT = 1;

    /** The opcode of a binary message. */
    public static final int BINARY = 2;

    /** The opcode of a close frame. */
    public static final int CLOSE = 8;

    /** The opcode of a ping. */
    public static final int PING = 9;

    /** The opcode of a pong. */
    public static final int PONG = 10;

    /** The largest payload of a control frame (RFC 6455, 5.5). */
    public static final int MAX_CONTROL_PAYLOAD = 125;

    /** The largest payload that an array takes. */
    public static final int MAX_PAYLOAD = Integer.MAX_VALUE - 16;

    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0f;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7f;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    /**
     * A frame as a server writes it.
     *
     * @param opcode what it holds
     * @param fin whether the message ends with it
     * @param payload not copied
     * @return an unmasked frame
     */
    public static Frame of(int opcode, boolean fin, byte[] payload) {
        return new Frame((fin ? FIN : 0) | opcode, OptionalInt.empty(), payload);
    }

    /**
     * A close frame as a server writes it.
     *
     * @param code why
     * @return an unmasked frame without a reason
     */
    public static Frame close(int code) {
        return of(CLOSE, true, new byte[] {(byte) (code >> 8), (byte) code});
    }

    /**
     * Reads one frame, whoever wrote it, and takes memory as its bytes come, not as they are announced.
     *
     * @param in where it comes from; one frame is read and no byte more
     * @param maxPayload the largest payload that is taken, in bytes
     * @return the frame
     * @throws FrameException when the length is written longer than it has to be, or is too large
     * @throws EOFException when the connection ends before the frame does
     * @throws IOException when the connection breaks
     */
    public static Frame read(InputStream in, int maxPayload) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int first = data.readUnsignedByte();
        int second = data.readUnsignedByte();
        long length = length(data, second & LENGTH);
        if (length < 0 || length > maxPayload) {
            throw new FrameException("a frame of " + maxPayload + " bytes at most", length + " bytes");
        }
        OptionalInt key = (second & MASKED) == 0 ? OptionalInt.empty() : OptionalInt.of(data.readInt());
        byte[] payload = in.readNBytes((int) length);
        if (payload.length < length) {
            throw new EOFException("a frame without its end");
        }
        key.ifPresent(bits -> mask(payload, 0, bits));
        return new Frame(first, key, payload);
    }

    /**
     * The same as a client has to write it.
     *
     * @return a frame with a key drawn at random
     */
    public Frame masked() {
        return new Frame(first, OptionalInt.of(ThreadLocalRandom.current().nextInt()), payload);
    }

    /**
     * Tells whether a message ends here.
     *
     * @return the FIN bit
     */
    public boolean fin() {
        return (first & FIN) != 0;
    }

    /**
     * Tells whether an extension has to be known to read the frame.
     *
     * @return whether a reserved bit is set
     */
    public boolean isReserved() {
        return (first & RESERVED) != 0;
    }

    /**
     * What the frame holds.
     *
     * @return a number from 0 to 15
     */
    public int opcode() {
        return first & OPCODE;
    }

    /**
     * Tells whether the frame is about the connection and no part of a message.
     *
     * @return true for close, ping, pong and the opcodes that are kept for more of the kind
     */
    public boolean isControl() {
        return (first & CLOSE) != 0;
    }

    /**
     * The payload as text.
     *
     * @return the payload, decoded as UTF-8, with a replacement for what is none
     */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /**
     * The frame as it travels.
     *
     * @return header, key and payload in one array
     */
    public byte[] bytes() {
        int extended = payload.length < TWO_BYTES ? 0 : payload.length < 1 << 16 ? 2 : 8;
        int payloadAt = 2 + extended + (key.isPresent() ? 4 : 0);
        byte[] frame = new byte[payloadAt + payload.length];
        int masked = key.isPresent() ? MASKED : 0;
        ByteBuffer header = ByteBuffer.wrap(frame).put((byte) first);
        switch (extended) {
            case 0 -> header.put((byte) (masked | payload.length));
            case 2 -> header.put((byte) (masked | TWO_BYTES)).putShort((short) payload.length);
            default -> header.put((byte) (masked | EIGHT_BYTES)).putLong(payload.length);
        }
        key.ifPresent(header::putInt);
        System.arraycopy(payload, 0, frame, payloadAt, payload.length);
        key.ifPresent(bits -> mask(frame, payloadAt, bits));
        return frame;
    }

    private static long length(DataInputStream in, int announced) throws IOException {
        long length =
                announced == EIGHT_BYTES ? in.readLong() : announced == TWO_BYTES ? in.readUnsignedShort() : announced;
        boolean minimal = announced < TWO_BYTES || length < 0 || length >= (announced == TWO_BYTES ? 126 : 1 << 16);
        if (!minimal) {
            throw new FrameException(
                    "a length in as few bytes as it takes (RFC 6455, 5.2)",
                    length + " written in " + (announced == TWO_BYTES ? 2 : 8) + " more bytes");
        }
        return length;
    }

    private static void mask(byte[] bytes, int from, int key) {
        for (int i = from; i < bytes.length; i++) {
            bytes[i] ^= (byte) (key >> 24 - 8 * ((i - from) % 4));
        }
    }
}
