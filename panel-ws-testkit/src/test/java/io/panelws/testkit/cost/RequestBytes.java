package io.panelws.testkit.cost;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A request as it goes onto the wire, made once. Where its text holds {@link #NUMBER}, as it is or in base64, another number
 * stands there each time. Not thread-safe.
 */
final class RequestBytes {

    /** Stands in a text for a number that changes; base64 writes it in characters of its own where its offset is 3 * n. */
    static final String NUMBER = "100000000";

    private static final String ENCODED =
            Base64.getEncoder().encodeToString(NUMBER.getBytes(StandardCharsets.US_ASCII));
    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};
    private static final byte[] NO_MASK = new byte[4];
    private static final int MASK_BIT = 0x80;
    private static final int TEXT_FRAME = 0x81;
    private static final int TWO_BYTES = 126;

    private final ByteBuffer wire;
    private final int textAt;
    private final byte[] mask;
    private final int plainAt;
    private final int encodedAt;
    private final byte[] digits = NUMBER.getBytes(StandardCharsets.US_ASCII);
    private final byte[] characters = new byte[ENCODED.length()];
    private int number = Integer.parseInt(NUMBER);

    private RequestBytes(byte[] head, byte[] mask, String text) {
        this.wire = ByteBuffer.allocateDirect(head.length + text.length()).put(head);
        this.textAt = head.length;
        this.mask = mask;
        this.plainAt = text.indexOf(NUMBER);
        this.encodedAt = text.indexOf(ENCODED);
        write(0, text.getBytes(StandardCharsets.US_ASCII));
    }

    static RequestBytes http(String text) {
        return new RequestBytes(new byte[0], NO_MASK, text);
    }

    /** One masked text frame, of 126 to 65,535 bytes as each of the benchmark's messages. */
    static RequestBytes frame(String text) {
        byte[] head = ByteBuffer.allocate(8)
                .put((byte) TEXT_FRAME)
                .put((byte) (MASK_BIT | TWO_BYTES))
                .putShort((short) text.length())
                .put(MASK)
                .array();
        return new RequestBytes(head, MASK, text);
    }

    ByteBuffer next() {
        if (plainAt >= 0 || encodedAt >= 0) {
            number++;
            int rest = number;
            for (int i = digits.length - 1; i >= 0; i--) {
                digits[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        if (plainAt >= 0) {
            write(plainAt, digits);
        }
        if (encodedAt >= 0) {
            Base64.getEncoder().encode(digits, characters);
            write(encodedAt, characters);
        }
        return wire.clear();
    }

    private void write(int at, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            wire.put(textAt + at + i, (byte) (bytes[i] ^ mask[(at + i) & 3]));
        }
    }
}
