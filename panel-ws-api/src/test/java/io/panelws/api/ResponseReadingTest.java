package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Go's {@code encoding/json} makes of answers that only other panels write (P-12). */
class ResponseReadingTest {

    private final WsCodec codec = new WsCodec(WsLimits.DEFAULT);

    /** U+017F is another case of {@code s} to Unicode, and so to Go. */
    @ParameterizedTest
    @ValueSource(strings = {"status", "STATUS", "sTaTuS", "\u017ftatu\u017f"})
    void takesMemberNamesInAnyCase(String name) throws WsCodecException {
        assertThat(read("{\"" + name + "\":204}").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0130d", "\u0131d"})
    void takesNoOtherLetterForOneOfAName(String name) throws WsCodecException {
        assertThat(read("{\"" + name + "\":1}").id()).isEqualTo(WsRequest.NO_ID);
    }

    @Test
    void takesTheLastOfTwoMembers() throws WsCodecException {
        WsResponse response =
                read("""
                {"id":1,"id":2,"status":200,"Status":304,"body":"e30=","body":"AA=="}""");

        assertThat(response).isEqualTo(new WsResponse(2, 304, Map.of(), new byte[] {0}));
    }

    @Test
    void nullLeavesANumberAsItWas() throws WsCodecException {
        assertThat(read("""
                {"id":1,"id":null,"status":200,"status":null}"""))
                .isEqualTo(new WsResponse(1, 200, Map.of(), new byte[0]));
    }

    @Test
    void nullEmptiesHeadersAndBody() throws WsCodecException {
        assertThat(
                        read(
                                """
                {"status":200,"headers":{"A":["1"]},"headers":null,"body":"e30=","body":null}"""))
                .isEqualTo(new WsResponse(0, 200, Map.of(), new byte[0]));
    }

    @Test
    void headersOfTwoMembersAreOneMap() throws WsCodecException {
        assertThat(
                        read("""
                {"headers":{"A":["1"],"B":["2"]},"headers":{"B":["3"],"C":null,"A":["4"]}}""")
                                .headers())
                .isEqualTo(Map.of("A", List.of("4"), "B", List.of("3"), "C", List.of()));
    }

    @Test
    void nullAmongValuesIsTheEmptyOne() throws WsCodecException {
        assertThat(read("""
                {"headers":{"A":["1",null]},"body":[1,null,255]}"""))
                .isEqualTo(new WsResponse(0, 0, Map.of("A", List.of("1", "")), new byte[] {1, 0, -1}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[256]",
                "[-1]",
                "[1.0]",
                "[\"1\"]",
                "[[1]]",
                "{}",
                "1",
                "true",
                "\"e3 0=\"",
                "\"e30\"",
                "\"e\\t30=\""
            })
    void refusesABodyThatIsNotBytes(String body) {
        assertRefused("{\"status\":200,\"body\":" + body + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "-2147483649", "99999999999999999999", "2e2", "true", "[]", "{}"})
    void refusesAStatusThatIsNotAnInteger(String status) {
        assertRefused("{\"status\":" + status + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\":\"\n\"}",
                "{\"status\":200,}",
                "{\"status\":200}{}",
                "{\"status\":200",
                "{\"headers\":[]}"
            })
    void refusesWhatIsNotJsonOrNotAnAnswer(String text) {
        assertRefused(text);
    }

    /** A header without values costs memory as well. */
    @Test
    void countsHeaderNamesWhoseValueIsNull() {
        WsCodec two = new WsCodec(new WsLimits(1000, 2, 1000));

        assertThatExceptionOfType(WsCodecException.class)
                .isThrownBy(() -> two.decodeResponse(
                        """
                        {"id":3,"headers":{"A":null,"B":null,"C":null}}"""))
                .withMessage("The message has more than 2 header lines.")
                .satisfies(e -> assertThat(e.id()).isEqualTo(3));
    }

    private WsResponse read(String text) throws WsCodecException {
        return codec.decodeResponse(text);
    }

    private void assertRefused(String text) {
        assertThatExceptionOfType(WsCodecException.class).isThrownBy(() -> read(text));
    }
}
