package io.panelws.api;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that grow as they are written, and are handed out without a copy. Room is reserved before it is written to. */
final class PieceBuffer {

    private static final byte[] EMPTY = {};
    private static final int LEAST = 32;

    private byte[] bytes;
    private int size;

    PieceBuffer(int initialBytes) {
        bytes = initialBytes == 0 ? EMPTY : new byte[initialBytes];
    }

    int size() {
        return size;
    }

    /** Makes room for more bytes, and where it must grow, for as many as there are: what is written in bits stays cheap. */
    void reserve(int more) {
        if (bytes.length - size < more) {
            resize(size == 0 ? Math.max(more, LEAST) : Math.max(Math.addExact(size, more), 2 * size));
        }
    }

    /** Makes room for the last bytes. */
    void reserveExactly(int more) {
        if (bytes.length - size < more) {
            resize(Math.addExact(size, more));
        }
    }

    private void resize(int capacity) {
        bytes = size == 0 ? new byte[capacity] : Arrays.copyOf(bytes, capacity);
    }

    void put(int b) {
        bytes[size++] = (byte) b;
    }

    void put(byte[] source, int length) {
        System.arraycopy(source, 0, bytes, size, length);
        size += length;
    }

    void putUtf8(int codePoint) {
        size = Utf8.put(bytes, size, codePoint);
    }

    void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    /** Takes an array for its own that is full; only while nothing has been written. */
    void adopt(byte[] full) {
        bytes = full;
        size = full.length;
    }

    ByteBuffer take() {
        ByteBuffer taken = ByteBuffer.wrap(bytes, 0, size);
        bytes = EMPTY;
        size = 0;
        return taken;
    }
}
