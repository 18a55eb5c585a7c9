package io.panelws.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may send, and what a client has to fail at: RFC 6455, 5.2, 5.4, 5.5 and 7.4. */
class FrameReaderTest {

    private static final int MAX = 1000;

    @Test
    void putsTheFragmentsOfAMessageTogetherAroundAPing() throws IOException {
        FrameReader frames = reader(
                frame(Frame.TEXT, false, "Hel"),
                frame(Frame.PING, true, "?"),
                frame(Frame.CONTINUATION, false, "l"),
                frame(Frame.CONTINUATION, true, "o"),
                frame(Frame.BINARY, true, "next"));
        assertThat(frames.next().opcode()).isEqualTo(Frame.PING);
        Frame message = frames.next();
        assertThat(message.text()).isEqualTo("Hello");
        assertThat(message.opcode()).isEqualTo(Frame.TEXT);
        assertThat(frames.next().text()).isEqualTo("next");
    }

    @Test
    void startsAnewBehindAFragmentedMessage() throws IOException {
        FrameReader frames = reader(
                frame(Frame.TEXT, false, "a"),
                frame(Frame.CONTINUATION, true, "b"),
                frame(Frame.BINARY, false, "c"),
                frame(Frame.CONTINUATION, true, ""));
        assertThat(frames.next().text()).isEqualTo("ab");
        Frame second = frames.next();
        assertThat(second.text()).isEqualTo("c");
        assertThat(second.opcode()).isEqualTo(Frame.BINARY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c100 | a frame whose reserved bits are 0: no extension was negotiated (RFC 6455, 5.2) | first byte 0xC1",
                "9100 | a frame whose reserved bits are 0: no extension was negotiated (RFC 6455, 5.2) | first byte 0x91",
                "8180000000ff | a frame of a server, which is not masked (RFC 6455, 5.1) | a masked frame",
                "800161 | a frame that begins a message (RFC 6455, 5.4) | a continuation of nothing",
                "01016101 0162 | a continuation of the message that has begun (RFC 6455, 5.4)"
                        + " | another message (opcode 1) within it",
                "0900 | a ping in one piece (RFC 6455, 5.5) | a ping that goes on",
                "0a00 | a pong in one piece (RFC 6455, 5.5) | a pong that goes on",
                "0800 | a close frame in one piece (RFC 6455, 5.5) | a close frame that goes on",
                "8300 | a frame of a known kind (RFC 6455, 5.2) | opcode 3",
                "8b00 | a frame of a known kind (RFC 6455, 5.2) | opcode 11",
                "880103 | a close frame with a code of two bytes, or none (RFC 6455, 5.5.1) | one byte",
            })
    void failsAtWhatIsNotAllowed(String hex, String expected, String seen) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        FrameReader frames = new FrameReader(new ByteArrayInputStream(bytes), MAX);
        FrameException failure = catchThrowableOfType(FrameException.class, frames::next);
        assertThat(failure.expected()).isEqualTo(expected);
        assertThat(failure.seen()).isEqualTo(seen);
    }

    @Test
    void failsAtAControlFrameOfMoreThan125Bytes() throws IOException {
        assertThat(reader(Frame.of(Frame.PING, true, new byte[125])).next().payload())
                .hasSize(125);
        assertThatThrownBy(reader(Frame.of(Frame.PING, true, new byte[126]))::next)
                .hasMessage("expected a ping of 125 bytes at most (RFC 6455, 5.5), seen 126 bytes");
    }

    @Test
    void failsAtAMessageThatIsTooLargeInAll() throws IOException {
        Frame half = Frame.of(Frame.TEXT, false, new byte[500]);
        assertThat(reader(half, Frame.of(Frame.CONTINUATION, true, new byte[500]))
                        .next()
                        .payload())
                .hasSize(MAX);
        assertThatThrownBy(reader(half, Frame.of(Frame.CONTINUATION, true, new byte[501]))::next)
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("a message of 1000 bytes at most");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1003, 1007, 1011, 1014, 3000, 4999})
    void takesACloseCodeThatMayBeSent(int code) throws IOException {
        assertThat(reader(Frame.close(code)).next().payload()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65535})
    void failsAtACloseCodeThatMayNot(int code) {
        assertThatThrownBy(reader(Frame.close(code))::next)
                .hasMessage("expected a close code that may be sent (RFC 6455, 7.4), seen " + code);
    }

    private static Frame frame(int opcode, boolean fin, String text) {
        return Frame.of(opcode, fin, text.getBytes());
    }

    private static FrameReader reader(Frame... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            bytes.writeBytes(frame.bytes());
        }
        return new FrameReader(new ByteArrayInputStream(bytes.toByteArray()), MAX);
    }
}
