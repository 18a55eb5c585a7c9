package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The very text of what we write, since Go's decoders differ on much that other decoders take. */
class WritingTest {

    private static final byte[] NO_BODY = {};

    private final WsCodec codec = new WsCodec(WsLimits.DEFAULT);

    @Test
    void writesARequestAsTheNodeDoes() {
        assertThat(codec.encode(new WsRequest(42, "POST", "/x?a=b", Map.of("A", List.of("1", "")), new byte[] {0})))
                .isEqualTo(
                        """
                {"id":42,"method":"POST","path":"/x?a=b","headers":{"A":["1",""]},"body":"AA=="}""");
    }

    @Test
    void leavesOutOfARequestWhatIsEmpty() {
        assertThat(codec.encode(new WsRequest("GET", "/", Map.of(), NO_BODY)))
                .isEqualTo("""
                {"method":"GET","path":"/"}""");
    }

    @Test
    void writesAnAnswer() {
        assertThat(codec.encode(
                        new WsResponse(Long.MAX_VALUE, 200, Map.of("ETag", List.of("\"a\"")), new byte[] {'{', '}'})))
                .isEqualTo(
                        """
                {"id":9223372036854775807,"status":200,"headers":{"ETag":["\\"a\\""]},"body":"e30="}""");
    }

    @Test
    void writesAnAnswerToGeneration1WithoutAnId() {
        assertThat(codec.encode(new WsResponse(WsRequest.NO_ID, 304, Map.of("X-None", List.of()), NO_BODY)))
                .isEqualTo("""
                {"status":304,"headers":{"X-None":[]},"body":""}""");
    }

    @Test
    void writesHeadersInTheirOrderAndSpelling() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("b", List.of("2", "1"));
        headers.put("ETag", List.of("3"));
        headers.put("B", List.of("4"));

        assertThat(codec.encode(new WsResponse(0, 200, headers, NO_BODY)))
                .contains("""
                "headers":{"b":["2","1"],"ETag":["3"],"B":["4"]}""");
    }

    @Test
    void escapesWhatJsonDoesNotHold() {
        assertThat(codec.encode(
                        new WsRequest("GET", "/\"\\\t\n\u0000\u001f\u007f\u2028\u4e2d\ud83d\ude00", Map.of(), NO_BODY)))
                .isEqualTo(
                        """
                {"method":"GET","path":"/\\"\\\\\\t\\n\\u0000\\u001f\u007f\\u2028\u4e2d\ud83d\ude00"}""");
    }

    @Test
    void writesAnUnpairedSurrogateAsGoDoes() {
        Map<String, List<String>> headers = Map.of("A\udc00", List.of("\ud83dB", "\ude00\ud83d", "\ud83d\ude00"));

        assertThat(codec.encode(new WsRequest("G\ud800T", "/\ud83d\ud83d\ude00", headers, NO_BODY)))
                .isEqualTo(
                        """
                {"method":"G\ufffdT","path":"/\ufffd\ud83d\ude00","headers":{"A\ufffd":["\ufffdB","\ufffd\ufffd","\ud83d\ude00"]}}""");
    }

    /** {@code encoding/json/v2} refuses a name that is there twice. */
    @Test
    void mergesHeaderNamesThatUnpairedSurrogatesMakeEqual() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("\ud800", List.of("1"));
        headers.put("A", List.of());
        headers.put("\udc00", List.of("2", "3"));

        assertThat(codec.encode(new WsResponse(0, 200, headers, NO_BODY)))
                .contains("""
                "headers":{"\ufffd":["1","2","3"],"A":[]}""");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -200, 0, 99, 1000, Integer.MAX_VALUE})
    void writesNoStatusButOfThreeDigits(int status) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.encode(new WsResponse(0, status, Map.of(), NO_BODY)))
                .withMessage("status has not three digits: " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200, 404, 999})
    void writesEveryStatusOfThreeDigits(int status) throws WsCodecException {
        WsResponse response = new WsResponse(0, status, Map.of(), NO_BODY);

        assertThat(codec.decodeResponse(codec.encode(response))).isEqualTo(response);
    }

    @Test
    void doesNotChangeTheHeadersThatItWrites() {
        List<String> values = new ArrayList<>(List.of("1"));
        Map<String, List<String>> headers = new LinkedHashMap<>(Map.of("A", values));

        codec.encode(new WsResponse(0, 200, headers, NO_BODY));

        assertThat(headers).isEqualTo(Map.of("A", List.of("1")));
    }
}
