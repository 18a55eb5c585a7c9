package io.panelws.testkit.panel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a recorded request or response. Immutable.
 *
 * @param bytes the first bytes, {@link #LIMIT} at most
 * @param size how many there were, also where they are not all kept
 */
public record RecordedBody(byte[] bytes, long size) {

    /** How many bytes of a body are kept. */
    public static final int LIMIT = 1 << 20;

    /** Copies the bytes. */
    public RecordedBody {
        bytes = bytes.clone();
    }

    /**
     * The bytes that are kept.
     *
     * @return a copy
     */
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * What is kept, as text.
     *
     * @return the bytes decoded as UTF-8
     */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Tells whether every byte is kept.
     *
     * @return false where the body was larger than {@link #LIMIT}
     */
    public boolean isComplete() {
        return size == bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordedBody that && size == that.size && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Shows the size alone. */
    @Override
    public String toString() {
        return size + " bytes";
    }
}
