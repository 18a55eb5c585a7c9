package io.panelws.jetty.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** WebSocket frames (RFC 6455, section 5.2), well made and not. */
final class Frames {

    static final int TEXT = 0x81;
    static final int TEXT_BEGINS = 0x01;
    static final int CONTINUES = 0x00;
    static final int ENDS = 0x80;
    static final int PING = 0x89;
    static final int PONG = 0x8A;
    static final int CLOSE = 0x88;

    private static final String VALID = "{\"method\":\"GET\",\"path\":\"/api/\u4e2d\ud83d\ude00\"}";

    private Frames() {}

    static byte[] frame(int first, byte[] payload) {
        return frame(first, 0x80, payload);
    }

    private static byte[] frame(int first, int maskBit, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(maskBit | payload.length);
        } else if (payload.length < 65536) {
            frame.write(maskBit | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(maskBit | 127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        // A mask of zeros leaves the payload as it is.
        frame.writeBytes(new byte[maskBit == 0 ? 0 : 4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    static byte[] text(String text) {
        return frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Frames that end the connection. */
    static Attempt broken(Random random, int maxMessageBytes) {
        byte[] some = {'x'};
        return switch (random.nextInt(15)) {
            case 0 -> Attempt.closed("reserved opcode", frame(0x80 | 3 + random.nextInt(5), some), 1002);
            case 1 -> Attempt.closed("reserved control opcode", frame(0x80 | 11 + random.nextInt(5), some), 1002);
            case 2 -> Attempt.closed("reserved bit", frame(TEXT | 0x10 << random.nextInt(3), some), 1002);
            case 3 -> Attempt.closed("unmasked", frame(TEXT, 0, VALID.getBytes(StandardCharsets.UTF_8)), 1002);
            case 4 -> Attempt.closed("fragmented control frame", frame(0x09, some), 1002);
            case 5 -> Attempt.closed("long control frame", frame(PING, new byte[126]), 1002);
            case 6 -> Attempt.closed("continuation of nothing", frame(random.nextInt(2) * ENDS, some), 1002);
            case 7 ->
                Attempt.closed("message inside a message", join(frame(TEXT_BEGINS, some), frame(TEXT, some)), 1002);
            case 8 -> Attempt.closed("no UTF-8", frame(TEXT, noUtf8(random)), 1007);
            case 9 ->
                Attempt.closed(
                        "no UTF-8 across frames",
                        join(frame(TEXT_BEGINS, new byte[] {(byte) 0xE4}), frame(ENDS, some)),
                        1007);
            case 10 -> Attempt.closed("close frame of one byte", frame(CLOSE, some), 1002);
            case 11 -> Attempt.closed("close code of nobody", frame(CLOSE, new byte[] {0x03, (byte) 0xED}), 1002);
            case 12 -> Attempt.closed("binary", frame(0x80 | 2, new byte[random.nextInt(200)]), 1003);
            case 13 -> Attempt.closed("too large", frame(TEXT, spaces(maxMessageBytes + 1)), 1009);
            default ->
                Attempt.closed(
                        "length of 2^63",
                        join(new byte[] {(byte) TEXT, (byte) 0xFF, (byte) 0x80}, new byte[11]),
                        1002,
                        1009);
        };
    }

    private static byte[] noUtf8(Random random) {
        byte[][] examples = {
            {(byte) 0xFF},
            {(byte) 0xC0, (byte) 0x80},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            {(byte) 0x80},
            {(byte) 0xE4, 'x'},
            {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            {'{', (byte) 0xE4}
        };
        return examples[random.nextInt(examples.length)];
    }

    private static byte[] spaces(int count) {
        byte[] spaces = new byte[count];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    /** One message in unusual frames, and control frames between them. */
    static Attempt unusual(Random random) {
        byte[] message = VALID.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean last = false;
        for (int from = 0, opcode = 1; !last; opcode = 0) {
            int length = Math.min(message.length - from, random.nextInt(10));
            byte[] part = Arrays.copyOfRange(message, from, from + length);
            from += length;
            last = from == message.length && random.nextBoolean();
            all.writeBytes(frame((last ? ENDS : CONTINUES) | opcode, part));
            // No pings: before Jetty 12.1.12 a ping among answers may stop the reading of its connection, see
            // https://github.com/jetty/jetty.project/issues/14528.
            if (!last && random.nextInt(4) == 0) {
                all.writeBytes(frame(PONG, new byte[random.nextInt(126)]));
            }
        }
        return Attempt.answered("fragments", all.toByteArray());
    }
}
