package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request is read where its bytes are, and bytes that are no text are told from text that is no request. */
class RequestBytesTest {

    private static final String MESSAGE =
            """
            {"id":7,"method":"POST","path":"/p\\/?a=1\\u0026b=\u4e2d","headers":{"A":["1","\u00e9"],"B":[]},"body":"AAEC"}""";

    private static final WsRequest REQUEST = new WsRequest(
            7, "POST", "/p/?a=1&b=\u4e2d", Map.of("A", List.of("1", "\u00e9"), "B", List.of()), new byte[] {0, 1, 2});

    private final WsCodec codec = new WsCodec(WsLimits.DEFAULT);

    @Test
    void readsWhatIsBetweenPositionAndLimitOfASlice() throws WsCodecException {
        ByteBuffer buffer = StandardCharsets.UTF_8.encode("\"{{" + MESSAGE + "}\"");
        buffer.position(1);
        ByteBuffer slice = buffer.slice();
        slice.position(2).limit(slice.limit() - 2);
        ByteBuffer before = slice.duplicate();

        assertThat(codec.decodeRequest(slice)).isEqualTo(REQUEST);
        assertThat(slice).isEqualTo(before);
    }

    @Test
    void readsBuffersWithoutAnArray() throws WsCodecException {
        byte[] bytes = bytes(MESSAGE);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();

        assertThat(codec.decodeRequest(direct)).isEqualTo(REQUEST);
        assertThat(codec.decodeRequest(ByteBuffer.wrap(bytes).asReadOnlyBuffer()))
                .isEqualTo(REQUEST);
        assertThat(direct.remaining()).isEqualTo(bytes.length);
    }

    @Test
    void keepsNothingOfTheArray() throws WsCodecException {
        byte[] bytes = bytes(MESSAGE);

        WsRequest request = codec.decodeRequest(ByteBuffer.wrap(bytes));
        Arrays.fill(bytes, (byte) 'x');

        assertThat(request).isEqualTo(REQUEST);
    }

    @Test
    void readsABodyOfManyMegabytes() throws WsCodecException {
        byte[] body = new byte[9 << 20];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 31 >>> 3);
        }
        WsRequest request = new WsRequest("POST", "/", Map.of(), body);

        assertThat(codec.decodeRequest(codec.encode(request)).bodyBuffer()).isEqualTo(ByteBuffer.wrap(body));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "e\\u0033\\u0030=,e30=",
                "\\/\\/\\/\\/,////",
                "\\u002f/+\\u002B,//++",
                "AA\\u003d\\u003d,AA==",
                "\\u0041\\u0041\\u003d\\u003d,AA=="
            })
    void readsABodyThatIsWrittenWithEscapes(String written, String base64) throws WsCodecException {
        assertThat(codec.decodeRequest(withBody(written))).isEqualTo(codec.decodeRequest(withBody(base64)));
    }

    /** Where a body ends is guessed from the end of the message, and looked for where the guess is wrong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"method\":\"POST\",\"path\":\"/\",\"body\":\"e30=\"}",
                "{\"method\":\"POST\",\"path\":\"/\",\"body\":\"e30=\"}\n \t\r\n",
                "{\"method\":\"POST\",\"path\":\"/\",\"body\":\"e30=\" }",
                "{\"method\":\"POST\",\"body\":\"e30=\",\"path\":\"/\"}",
                "{\"body\":\"e30=\",\"method\":\"POST\",\"path\":\"/\",\"id\":\u00207}",
                "{\"body\":\"e30=\",\"method\":\"POST\",\"path\":\"/\",\"x\":\"AAAA\"}",
                "{\"body\":\"e30=\",\"method\":\"POST\",\"path\":\"/\",\"x\":{\"y\":\"\"}}"
            })
    void findsTheEndOfABodyWhereverItIs(String text) throws WsCodecException {
        assertThat(codec.decodeRequest(text).body()).containsExactly('{', '}');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"body\":\"}",
                "\"body\":\"",
                "\"body\":\"e30=",
                "\"body\":\"e30=\"",
                "\"body\":\"e30=}",
                "\"body\":\"AAA\\\"}"
            })
    void refusesABodyThatHasNoEnd(String member) {
        assertThat(refusal(ByteBuffer.wrap(bytes("{\"method\":\"GET\",\"path\":\"/\"," + member))))
                .isNotNull();
    }

    /** Alone bytes of a longer form, overlong forms, surrogates, beyond U+10FFFF, cut short, and what never occurs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "c3",
                "c328",
                "c0af",
                "c1bf",
                "e080af",
                "e28228",
                "e282",
                "eda080",
                "edbfbf",
                "f0808080",
                "f08282ac",
                "f09f98",
                "f4908080",
                "f5808080",
                "f888808080",
                "fe",
                "ff",
                "c3a9ff"
            })
    void tellsBytesThatAreNotUtf8(String hex) {
        byte[] malformed = HexFormat.of().parseHex(hex);

        for (String place : List.of(
                "{\"method\":\"G@\",\"path\":\"/\"}",
                "{\"method\":\"GET\",\"path\":\"/@\"}",
                "{\"method\":\"GET\",\"path\":\"/\\n\u00e9@\"}",
                "{\"method\":\"GET\",\"path\":\"/\",\"headers\":{\"@\":[]}}",
                "{\"method\":\"GET\",\"path\":\"/\",\"headers\":{\"A\":[\"1@2\"]}}",
                "{\"method\":\"GET\",\"path\":\"/\",\"body\":\"@\"}",
                "{\"method\":\"GET\",\"path\":\"/\",\"x\":{\"@\":[\"@\"]}}",
                "{\"method\":\"GET\",\"path\":\"/\"}@",
                "@{\"method\":\"GET\",\"path\":\"/\"}",
                "@",
                "{\"method\":@\"GET\",\"path\":\"/\"}",
                "{\"method\":1,\"path\":\"/@\"}")) {
            WsCodecException e = refusal(ByteBuffer.wrap(put(malformed, place)));

            assertThat(e.isMalformedText()).as(place).isTrue();
            assertThat(e.isTooLarge()).isFalse();
            assertThat(e).hasMessage("The message is not UTF-8.").hasNoCause();
        }
    }

    @Test
    void takesTheFirstAndLastCharacterOfEveryLength() throws WsCodecException {
        String text = "/\u0001\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff".replace("\u0001", "");

        assertThat(codec.decodeRequest("{\"method\":\"GET\",\"path\":\"" + text + "\"}")
                        .path())
                .isEqualTo(text);
    }

    @Test
    void wrongTextIsNoMalformedText() {
        assertThat(refusal(ByteBuffer.wrap(bytes("{\"method\":1,\"path\":\"/\u00e9\"}")))
                        .isMalformedText())
                .isFalse();
        assertThat(catchThrowableOfType(WsCodecException.class, () -> codec.decodeRequest("\ud800"))
                        .isMalformedText())
                .isFalse();
    }

    @Test
    void whatIsTooLargeIsNotLookedAt() {
        WsCodec small = new WsCodec(new WsLimits(3, 1, 1));

        WsCodecException e = catchThrowableOfType(
                WsCodecException.class, () -> small.decodeRequest(ByteBuffer.wrap(new byte[] {-1, -1, -1, -1})));

        assertThat(e.isTooLarge()).isTrue();
        assertThat(e.isMalformedText()).isFalse();
    }

    @Test
    void refusesEveryTruncationOfAMessage() {
        byte[] bytes = bytes(MESSAGE);
        for (int length = 0; length < bytes.length; length++) {
            WsCodecException e = refusal(ByteBuffer.wrap(bytes, 0, length));

            assertThat(e.id()).as("id after %d bytes", length).isIn(WsRequest.NO_ID, 7L);
        }
    }

    /** The answer to a message that ends within its id must not go to another request. */
    @Test
    void takesNoIdOfWhichDigitsMayBeMissing() {
        assertThat(refusal(ByteBuffer.wrap(bytes("{\"id\":12"))).id()).isEqualTo(WsRequest.NO_ID);
        assertThat(refusal(ByteBuffer.wrap(bytes("{\"id\":12,"))).id()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void refusesDeepNestingThatIsClosedAgain(String opening) {
        String closing = new StringBuilder(opening.replace("\"a\":", ""))
                .reverse()
                .toString()
                .replace('[', ']')
                .replace('{', '}');
        String text = "{\"method\":\"GET\",\"path\":\"/\",\"x\":" + opening.repeat(100_000) + "1"
                + closing.repeat(100_000) + "}";

        assertThat(refusal(ByteBuffer.wrap(bytes(text)))).hasMessage("The message is not valid JSON.");
    }

    @Test
    void takesNestingOf255() throws WsCodecException {
        String deepest = "[".repeat(254) + "]".repeat(254);
        String text = "{\"method\":\"GET\",\"path\":\"/\",\"x\":" + deepest + ",\"y\":" + deepest + "}";

        assertThat(codec.decodeRequest(text).method()).isEqualTo("GET");
        assertThat(refusal(ByteBuffer.wrap(bytes(text.replace("[[]]", "[[[]]]")))))
                .hasMessage("The message is not valid JSON.");
    }

    /** Words of eight bytes are looked at together: what ends a string is found at each place of them. */
    @Test
    void findsWhatEndsAStringAtEveryPlace() throws WsCodecException {
        for (int length = 1; length < 40; length++) {
            String plain = "/" + "\u007f!#[]^".repeat(10).substring(0, length - 1);
            assertThat(path(plain)).isEqualTo(plain);
            assertThat(path(plain + "\\n")).isEqualTo(plain + "\n");
            assertThat(path(plain + "\\\\\\\"" + plain)).isEqualTo(plain + "\\\"" + plain);
            assertThat(path(plain + "\u00e9" + plain)).isEqualTo(plain + "\u00e9" + plain);
            for (char c = 0; c < ' '; c++) {
                assertThat(refusal(ByteBuffer.wrap(bytes(withPath(plain + c + plain)))))
                        .hasMessage("The message is not valid JSON.");
            }
        }
    }

    private String path(String written) throws WsCodecException {
        return codec.decodeRequest(withPath(written)).path();
    }

    private static String withPath(String path) {
        return "{\"method\":\"GET\",\"path\":\"" + path + "\"}";
    }

    private static String withBody(String body) {
        return "{\"method\":\"POST\",\"path\":\"/\",\"body\":\"" + body + "\"}";
    }

    private WsCodecException refusal(ByteBuffer utf8) {
        WsCodecException e = catchThrowableOfType(WsCodecException.class, () -> codec.decodeRequest(utf8));
        assertThat(e).isNotNull();
        return e;
    }

    private static byte[] put(byte[] bytes, String place) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] utf8 = bytes(place);
        return new String(utf8, StandardCharsets.ISO_8859_1).replace("@", text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
