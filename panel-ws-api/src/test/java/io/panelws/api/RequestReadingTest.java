package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may hold beyond what today's nodes write. */
class RequestReadingTest {

    private static final WsRequest PLAIN = new WsRequest("GET", "/", Map.of(), new byte[0]);

    private final WsCodec codec = new WsCodec(WsLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-0.5e+99999",
                "null",
                "true",
                "\"a\"",
                "\"\\ud83d\\ude00\"",
                "[]",
                "{}",
                "[[],{},[{\"a\":[1,null]}],\"b\"]",
                "{\"a\":{\"a\":[{}],\"b\":false}}"
            })
    void passesOverUnknownMembers(String value) throws WsCodecException {
        assertThat(codec.decodeRequest("{\"unknown\":" + value + ",\"method\":\"GET\",\"x\":" + value
                        + ",\"path\":\"/\",\"Method\":" + value + "}"))
                .isEqualTo(PLAIN);
    }

    @Test
    void takesMembersInAnyOrder() throws WsCodecException {
        assertThat(codec.decodeRequest(
                        """
                {"body":"e30=","headers":{"A":["1"]},"path":"/","id":7,"method":"POST"}"""))
                .isEqualTo(new WsRequest(7, "POST", "/", Map.of("A", List.of("1")), new byte[] {'{', '}'}));
    }

    @Test
    void takesNullForAbsentHeadersAndBody() throws WsCodecException {
        assertThat(codec.decodeRequest("""
                {"method":"GET","path":"/","headers":null,"body":null}"""))
                .isEqualTo(PLAIN);
    }

    @Test
    void takesWhiteSpaceAroundEverything() throws WsCodecException {
        assertThat(codec.decodeRequest(
                        """
                 \t\r\n{ "method" : "GET" ,\r\n"path"\t:"/" , "headers" : { } } \t\r\n"""))
                .isEqualTo(PLAIN);
    }

    @Test
    void tellsHeaderNamesOfDifferentCaseApart() throws WsCodecException {
        assertThat(codec.decodeRequest(
                                """
                {"method":"GET","path":"/","headers":{"a":["1"],"A":["2"],"":[""]}}""")
                        .headers())
                .isEqualTo(Map.of("a", List.of("1"), "A", List.of("2"), "", List.of("")));
    }

    @Test
    void readsEscapesOfEveryKind() throws WsCodecException {
        assertThat(codec.decodeRequest(
                                """
                {"\\u006dethod":"GET","path":"\\/\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u00E9\\ud83d\\uDE00"}""")
                        .path())
                .isEqualTo("/\"\\\b\f\n\r\t\0\u00e9\ud83d\ude00");
    }
}
