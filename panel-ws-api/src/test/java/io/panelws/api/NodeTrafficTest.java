package io.panelws.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one question that today's nodes answer, and its answer (P-18). */
class NodeTrafficTest {

    private static NodeTraffic read(String json) throws WsCodecException {
        return NodeTraffic.read(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsWhatANodeAnswers() throws WsCodecException {
        assertThat(read("{\"tag\":\"[p]-vless:1\",\"traffic\":[{\"UID\":1,\"Upload\":2,\"Download\":3},"
                        + "{\"Download\":9223372036854775807,\"UID\":-9223372036854775808,\"Upload\":0}]}"))
                .isEqualTo(new NodeTraffic(
                        "[p]-vless:1",
                        List.of(
                                new NodeTraffic.User(1, 2, 3),
                                new NodeTraffic.User(Long.MIN_VALUE, 0, Long.MAX_VALUE))));
    }

    @Test
    void passesOverWhatIsNotKnownAndTakesWhatIsAbsentForNothing() throws WsCodecException {
        assertThat(read(" {\"x\":[{}],\"traffic\":[{\"UID\":5,\"uid\":6,\"X\":{\"UID\":7}},{}]} "))
                .isEqualTo(new NodeTraffic("", List.of(new NodeTraffic.User(5, 0, 0), new NodeTraffic.User(0, 0, 0))));
        assertThat(read("{\"tag\":null,\"traffic\":null}")).isEqualTo(new NodeTraffic("", List.of()));
        assertThat(read("{}")).isEqualTo(new NodeTraffic("", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | The traffic is not a JSON object.",
                "{'traffic':{}} | The traffic's list is not an array.",
                "{'traffic':[7]} | The traffic of a user is not an object.",
                "{'traffic':[{'UID':'1'}]} | The traffic's UID is not an integer.",
                "{'traffic':[{'UID':1.5}]} | The traffic's UID is not an integer.",
                "{'traffic':[{'Upload':9223372036854775808}]} | The traffic's Upload does not fit into 64 bits.",
                "{'tag':7} | The traffic's tag is not a string.",
                "{'traffic':[ | The traffic ends before its JSON does.",
                "{}{} | The traffic has text behind the JSON object.",
                "<html> | The traffic is not valid JSON."
            })
    void saysWhatIsWrong(String json, String sentence) {
        assertThatExceptionOfType(WsCodecException.class)
                .isThrownBy(() -> read(json.replace('\'', '"')))
                .withMessage(sentence);
    }

    @Test
    void theQueryIsAGetForAllAndAPostForSome() {
        assertThat(NodeTraffic.Query.ALL.request())
                .isEqualTo(new WsRequest("GET", "/api/v1/server/UniProxy/traffic/query", Map.of(), new byte[0]));
        assertThat(body(NodeTraffic.Query.of(5))).isEqualTo("{\"uid\":5}");
        assertThat(body(new NodeTraffic.Query(Optional.of("a\"\u00e9"), OptionalLong.empty())))
                .isEqualTo("{\"tag\":\"a\\\"\u00e9\"}");
        assertThat(body(new NodeTraffic.Query(Optional.of("t"), OptionalLong.of(Long.MAX_VALUE))))
                .isEqualTo("{\"tag\":\"t\",\"uid\":9223372036854775807}");
    }

    private static String body(NodeTraffic.Query query) {
        WsRequest request = query.request();
        assertThat(request.method()).isEqualTo("POST");
        return new String(request.body(), StandardCharsets.UTF_8);
    }
}
