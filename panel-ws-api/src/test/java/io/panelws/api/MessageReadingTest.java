package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node sends is a request, or the answer to one of the panel's (P-18). */
class MessageReadingTest {

    private final WsCodec codec = new WsCodec(new WsLimits(1000, 2, 100));

    private WsMessage read(String text) throws WsCodecException {
        return codec.decodeMessage(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private WsCodecException refusal(String text) {
        return catchThrowableOfType(WsCodecException.class, () -> read(text));
    }

    @Test
    void aStatusWithoutAMethodMakesAnAnswer() throws WsCodecException {
        assertThat(read("{\"id\":7,\"status\":200,\"headers\":{\"A\":[\"1\",\"2\"]},\"body\":\"AQI=\",\"new\":[{}]}"))
                .isEqualTo(new WsResponse(7, 200, Map.of("A", List.of("1", "2")), new byte[] {1, 2}));
        assertThat(read("{\"status\":404,\"method\":\"\",\"headers\":null,\"body\":null}"))
                .isEqualTo(new WsResponse(0, 404, Map.of(), new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "200", "\"x\"", "{\"a\":[1]}", "[]", "null", "true", "-0.5e3", "99999999999999999999"})
    void aMethodMakesARequestWhateverItsStatus(String status) throws WsCodecException {
        assertThat(read("{\"status\":" + status + ",\"method\":\"GET\",\"path\":\"/\"}"))
                .isEqualTo(new WsRequest("GET", "/", Map.of(), new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "01", "2e", "1.", "+1", "nul", "\"", "{", "]"})
    void aStatusThatIsNoJsonMakesNothing(String status) {
        assertThat(refusal("{\"status\":" + status + ",\"method\":\"GET\",\"path\":\"/\"}"))
                .hasMessageStartingWith("The message");
    }

    /** Whose id the panel can find; whoever would get an answer to it would take that for another. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':7,'status':200,'body':'no base64'} | 7",
                "{'body':'no base64','status':200,'id':7} | 7",
                "{'id':7,'status':'200'} | 7",
                "{'id':7,'status':99} | 7",
                "{'id':7,'status':1000} | 7",
                "{'id':7,'status':200,'status':200} | 7",
                "{'id':7,'status':200,'headers':{'A':['1','2','3']}} | 7",
                "{'id':'7','status':200} | 0",
                "{'id':-7,'status':200} | 0",
                "{'id':7.5,'status':200} | 0",
                "{'id':[7],'status':200} | 0",
                "{'status':200,'id':7,'body': | 7",
                "{'status':200,'id':7}} | 7",
                "{'method':'','status':null,'id':7} | 7",
            })
    void anAnswerThatCannotBeReadIsKnownForOne(String text, long id) {
        WsCodecException refusal = refusal(text.replace('\'', '"'));
        assertThat(refusal.isAnswer()).isTrue();
        assertThat(refusal.id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "",
                "{\"id\":7}",
                "{\"body\":\"e30=\"}",
                "{\"status\":200,\"method\":\"GET\"}",
                "{\"status\":200,\"method\":\"GET\",\"path\":\"/\",\"body\":\"?\"}",
                "{\"headers\":{\"status\":[\"200\"]},\"body\":\"?\"}"
            })
    void whatIsNoAnswerIsRefusedAsARequest(String text) {
        assertThat(refusal(text).isAnswer()).isFalse();
    }

    @Test
    void limitsHoldForAnswersToo() {
        assertThat(refusal("{\"status\":200,\"body\":\"" + "A".repeat(1000) + "\"}")
                        .isTooLarge())
                .isTrue();
        byte[] noText = "{\"status\":200,\"x\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        noText[noText.length - 3] = (byte) 0xFF;
        WsCodecException refusal =
                catchThrowableOfType(WsCodecException.class, () -> codec.decodeMessage(ByteBuffer.wrap(noText)));
        assertThat(refusal.isMalformedText()).isTrue();
    }

    @Test
    void whoAsksForARequestGetsNoAnswer() {
        WsCodecException refusal =
                catchThrowableOfType(WsCodecException.class, () -> codec.decodeRequest("{\"id\":7,\"status\":200}"));
        assertThat(refusal).hasMessage("The message has no method.");
        assertThat(refusal.id()).isEqualTo(7);
    }
}
