package io.panelws.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455, 5.2; the bytes of a few are those of its 5.7. */
class FrameTest {

    @ParameterizedTest
    @CsvSource({
        "810548656c6c6f, 1, true, Hello",
        "818537fa213d7f9f4d5158, 1, true, Hello",
        "010348656c, 1, false, Hel",
        "80026c6f, 0, true, lo",
        "890548656c6c6f, 9, true, Hello",
        "8a8537fa213d7f9f4d5158, 10, true, Hello",
        "f100, 1, true, ''",
    })
    void isWrittenAsItWasRead(String hex, int opcode, boolean fin, String text) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        Frame frame = Frame.read(new ByteArrayInputStream(bytes), Frame.MAX_PAYLOAD);
        assertThat(frame.opcode()).isEqualTo(opcode);
        assertThat(frame.fin()).isEqualTo(fin);
        assertThat(frame.text()).isEqualTo(text);
        assertThat(frame.bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8200",
        "125, 827d",
        "126, 827e007e",
        "256, 827e0100",
        "65535, 827effff",
        "65536, 827f0000000000010000",
    })
    void writesEveryLengthInAsFewBytesAsItTakes(int length, String head) throws IOException {
        byte[] bytes = Frame.of(Frame.BINARY, true, new byte[length]).bytes();
        assertThat(HexFormat.of().formatHex(bytes, 0, bytes.length - length)).isEqualTo(head);
        assertThat(read(bytes).payload()).hasSize(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"817e007d", "817f000000000000007e", "817f000000000000ffff", "817e0000"})
    void refusesALengthThatTakesMoreBytesThanItHasTo(String head) {
        byte[] bytes =
                ByteBuffer.allocate(80_000).put(HexFormat.of().parseHex(head)).array();
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(FrameException.class)
                .hasMessageStartingWith("expected a length in as few bytes as it takes (RFC 6455, 5.2), seen ");
    }

    @ParameterizedTest
    @CsvSource({"817f8000000000000000, -9223372036854775808", "817f0000000100000000, 4294967296", "817e03e9, 1001"})
    void refusesWhatIsTooLargeBeforeItComes(String head, long announced) {
        assertThatThrownBy(
                        () -> Frame.read(new ByteArrayInputStream(HexFormat.of().parseHex(head)), 1000))
                .isInstanceOf(FrameException.class)
                .hasMessage("expected a frame of 1000 bytes at most, seen " + announced + " bytes");
    }

    @Test
    void takesNoMemoryForWhatIsAnnouncedOnly() throws IOException {
        byte[] head = HexFormat.of().parseHex("817f000000001dcd6500");
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        assertThatThrownBy(() -> Frame.read(new ByteArrayInputStream(head), Frame.MAX_PAYLOAD))
                .isInstanceOf(EOFException.class);
        long taken = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(taken).isLessThan(10_000_000);
    }

    @Test
    void readsNoByteMoreThanItsOwn() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Frame.of(Frame.TEXT, true, new byte[300]).masked().bytes());
        bytes.write(7);
        InputStream in = new ByteArrayInputStream(bytes.toByteArray());
        Frame.read(in, Frame.MAX_PAYLOAD);
        assertThat(in.readAllBytes()).containsExactly(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "81", "817e00", "8185", "818537fa21", "8105486561"})
    void saysThatItHasNoEnd(String hex) {
        assertThatThrownBy(() -> read(HexFormat.of().parseHex(hex))).isInstanceOf(EOFException.class);
    }

    @Test
    void isMaskedWithAKeyOfItsOwn() throws IOException {
        Frame clear = Frame.of(Frame.TEXT, true, "hello".getBytes());
        assertThat(clear.masked().key()).isNotEqualTo(clear.masked().key()).isNotEqualTo(OptionalInt.empty());
        assertThat(read(clear.masked().bytes()).text()).isEqualTo("hello");
    }

    private static Frame read(byte[] bytes) throws IOException {
        return Frame.read(new ByteArrayInputStream(bytes), Frame.MAX_PAYLOAD);
    }
}
