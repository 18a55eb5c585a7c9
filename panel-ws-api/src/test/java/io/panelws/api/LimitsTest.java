package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message may measure, and that it may measure exactly that. */
class LimitsTest {

    private static final int MANY = 1 << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/\u00e9",
                "/\u4e2d\u6587",
                "/\ud83d\ude00",
                "/\\ud83d\\ude00",
                "/\uffff\u07ff\u0800\u007f\u0080"
            })
    void measuresAMessageInBytesOfUtf8(String path) throws WsCodecException {
        String text = "{\"method\":\"GET\",\"path\":\"" + path + "\"}";
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;

        assertThat(new WsCodec(new WsLimits(bytes, 1, 1)).decodeRequest(text).method())
                .isEqualTo("GET");
        assertRefused(new WsLimits(bytes - 1, 1, 1), text, "The message is larger than " + (bytes - 1) + " bytes.", 0);
        assertThatExceptionOfType(WsCodecException.class)
                .isThrownBy(() -> new WsCodec(new WsLimits(bytes - 1, 1, 1)).decodeResponse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"A\":[\"1\",\"2\",\"3\"]}", "{\"A\":[],\"B\":[],\"C\":[]}", "{\"A\":[\"1\",\"2\"],\"B\":[]}"})
    void countsEachHeaderValueAndEachNameWithoutOne(String headers) throws WsCodecException {
        read(new WsLimits(MANY, 3, MANY), withHeaders(headers));
        assertRefused(
                new WsLimits(MANY, 2, MANY), withHeaders(headers), "The message has more than 2 header lines.", 7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "10|{\"12345678\":[\"90\"]}",
                "10|{\"\":[\"1234567890\"]}",
                "10|{\"1234567890\":[]}",
                "10|{\"12345\":[\"\",\"\"]}",
                "11|{\"12\":[\"3\",\"\"],\"34\":[\"56\",\"\"]}",
                "14|{\"\u00e9\u4e2d\":[\"\ud83d\ude00\",\"\"]}"
            })
    void measuresHeadersInBytesOfUtf8AndANameWithEachOfItsValues(int bytes, String headers) throws WsCodecException {
        read(new WsLimits(MANY, 10, bytes), withHeaders(headers));
        assertRefused(
                new WsLimits(MANY, 10, bytes - 1),
                withHeaders(headers),
                "The message's headers are larger than " + (bytes - 1) + " bytes.",
                7);
    }

    @Test
    void takesAHundredHeaderLinesByDefault() throws WsCodecException {
        read(WsLimits.DEFAULT, withHeaders(headers(100)));
        assertRefused(WsLimits.DEFAULT, withHeaders(headers(101)), "The message has more than 100 header lines.", 7);
    }

    @Test
    void takes16KibibytesOfHeadersByDefault() throws WsCodecException {
        read(WsLimits.DEFAULT, withHeaders("{\"A\":[\"" + "x".repeat(16383) + "\"]}"));
        assertRefused(
                WsLimits.DEFAULT,
                withHeaders("{\"A\":[\"" + "x".repeat(16384) + "\"]}"),
                "The message's headers are larger than 16384 bytes.",
                7);
    }

    @Test
    void takes16MebibytesByDefault() throws WsCodecException {
        String head = "{\"method\":\"POST\",\"path\":\"/\",\"body\":\"";
        String body = "A".repeat((16 << 20) - head.length() - 4 & ~3);
        String text = head + body + "\"}";
        String full = text + " ".repeat((16 << 20) - text.length());

        assertThat(read(WsLimits.DEFAULT, full).bodyBuffer().remaining()).isEqualTo(body.length() / 4 * 3);
        assertRefused(WsLimits.DEFAULT, full + " ", "The message is larger than 16777216 bytes.", 0);
    }

    @Test
    void takesAnySizeWithoutLimits() throws WsCodecException {
        assertThat(read(WsLimits.NONE, withHeaders(headers(20_000))).headers()).hasSize(20_000);
    }

    @Test
    void takes32MembersAndNoMore() throws WsCodecException {
        read(WsLimits.NONE, withMembers(32));
        assertRefused(WsLimits.NONE, withMembers(33), "The message has more than 32 members.", 7);
        assertRefused(WsLimits.NONE, withMembers(20_000), "The message has more than 32 members.", 7);
    }

    private static String withHeaders(String headers) {
        return "{\"id\":7,\"method\":\"GET\",\"path\":\"/\",\"headers\":" + headers + "}";
    }

    private static String headers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"X-" + i + "\":[\"1\"]")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String withMembers(int count) {
        return IntStream.range(3, count)
                .mapToObj(i -> ",\"x" + i + "\":[{}]")
                .collect(Collectors.joining("", "{\"id\":7,\"method\":\"GET\",\"path\":\"/\"", "}"));
    }

    private static WsRequest read(WsLimits limits, String text) throws WsCodecException {
        return new WsCodec(limits).decodeRequest(text);
    }

    private static void assertRefused(WsLimits limits, String text, String sentence, long id) {
        assertThatExceptionOfType(WsCodecException.class)
                .isThrownBy(() -> read(limits, text))
                .withMessage(sentence)
                .satisfies(e -> assertThat(e.id()).isEqualTo(id));
    }
}
