package io.panelws.api;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Encodes a body piece by piece. The JDK's encoder is ten times as fast as a loop of Java where the processor helps, but
 * writes whole arrays only: a large piece that begins a buffer becomes that buffer, anything else goes in blocks that stay in
 * the processor's nearest cache.
 */
final class Base64Pieces {

    private static final Base64.Encoder ENCODER = Base64.getEncoder();

    private static final byte[] ALPHABET = {
        'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V',
                'W',
        'X', 'Y', 'Z', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's',
                't',
        'u', 'v', 'w', 'x', 'y', 'z', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '/'
    };

    /** In bytes of content, each a multiple of three. */
    private static final int BLOCK = 3 * 1024;

    private static final int WORTH_A_CALL = 3 * 16;

    /** The last group and what ends the message. */
    private static final int TAIL = 8;

    private final PieceBuffer out;

    /** The one or two bytes that do not fill a group yet. */
    private int carry;

    private int carried;

    private byte[] block;
    private byte[] encodedBlock;

    Base64Pieces(PieceBuffer out) {
        this.out = out;
    }

    int write(ByteBuffer content, int maxBytes) {
        int before = content.position();
        long total = (long) carried + content.remaining();
        long groups = Math.min(total / 3, Math.max(maxBytes - out.size(), 0) / 4);
        if (groups > 0) {
            int whole = (int) (groups * 3) - carried;
            if (carried == 0 && out.size() == 0 && whole >= BLOCK && content.hasArray()) {
                out.adopt(encoded(content, whole));
            } else {
                out.reserve((int) (groups * 4) + TAIL);
                whole -= carried == 0 ? 0 : firstGroup(content);
                blocks(content, whole);
            }
        }
        if (groups == total / 3) {
            while (content.hasRemaining()) {
                carry = carry << 8 | content.get() & 0xFF;
                carried++;
            }
        }
        return content.position() - before;
    }

    void end() {
        out.reserveExactly(TAIL);
        if (carried > 0) {
            int bits = carried == 1 ? carry << 16 : carry << 8;
            out.put(ALPHABET[bits >>> 18]);
            out.put(ALPHABET[bits >>> 12 & 63]);
            out.put(carried == 1 ? '=' : ALPHABET[bits >>> 6 & 63]);
            out.put('=');
            carried = 0;
        }
    }

    /** Completes the group that was begun before, and returns how many bytes that took. */
    private int firstGroup(ByteBuffer content) {
        int missing = 3 - carried;
        for (int i = 0; i < missing; i++) {
            carry = carry << 8 | content.get() & 0xFF;
        }
        group(carry);
        carry = 0;
        carried = 0;
        return missing;
    }

    private void blocks(ByteBuffer content, int whole) {
        int left = whole;
        for (; left >= BLOCK; left -= BLOCK) {
            if (block == null) {
                block = new byte[BLOCK];
                encodedBlock = new byte[BLOCK / 3 * 4];
            }
            content.get(block);
            ENCODER.encode(block, encodedBlock);
            out.put(encodedBlock, encodedBlock.length);
        }
        if (left >= WORTH_A_CALL) {
            byte[] encoded = encoded(content, left);
            out.put(encoded, encoded.length);
        } else {
            for (; left > 0; left -= 3) {
                group((content.get() & 0xFF) << 16 | (content.get() & 0xFF) << 8 | content.get() & 0xFF);
            }
        }
    }

    /** The JDK returns an array of exactly the length that whole groups have. */
    private static byte[] encoded(ByteBuffer content, int whole) {
        ByteBuffer encoded = ENCODER.encode(content.slice(content.position(), whole));
        content.position(content.position() + whole);
        return encoded.array();
    }

    private void group(int bits) {
        out.put(ALPHABET[bits >>> 18]);
        out.put(ALPHABET[bits >>> 12 & 63]);
        out.put(ALPHABET[bits >>> 6 & 63]);
        out.put(ALPHABET[bits & 63]);
    }
}
