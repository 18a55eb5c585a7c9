package io.panelws.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node tells its panel (P-18). */
class TrafficQueryTest {

    private final TrafficQuery query =
            new TrafficQuery("node-1", () -> Map.of(2, new Traffic(20, 21), 1, new Traffic(10, 11)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET|",
                "POST|",
                "GET|{}",
                "POST|{\"tag\":\"node-1\"}",
            })
    void tellsTheTrafficOfAllUsers(String method, String body) {
        assertThat(text(ask(method, TrafficQuery.PATH, body == null ? "" : body)))
                .isEqualTo("{\"tag\":\"node-1\",\"traffic\":[{\"UID\":1,\"Upload\":10,\"Download\":11},"
                        + "{\"UID\":2,\"Upload\":20,\"Download\":21}]}");
    }

    @Test
    void tellsTheTrafficOfOneUserUnderTheTagThatWasAskedFor() {
        assertThat(text(ask("POST", TrafficQuery.PATH + "?x=1", "{\"tag\":\"t\",\"uid\":2}")))
                .isEqualTo("{\"tag\":\"t\",\"traffic\":[{\"UID\":2,\"Upload\":20,\"Download\":21}]}");
        assertThat(text(ask("GET", TrafficQuery.PATH, "{\"uid\":3}"))).endsWith("\"traffic\":[]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "DELETE|/api/v1/server/UniProxy/traffic/query||405",
                "GET|/api/v1/server/UniProxy/traffic||404",
                "PUT|/||404",
                "POST|/api/v1/server/UniProxy/traffic/query|[]|400",
                "POST|/api/v1/server/UniProxy/traffic/query|{\"uid\":\"x\"}|400",
                "POST|/api/v1/server/UniProxy/traffic/query|{|400",
            })
    void refusesEverythingElse(String method, String path, String body, int status) {
        assertThat(ask(method, path, body == null ? "" : body).status()).isEqualTo(status);
    }

    private WsResponse ask(String method, String path, String body) {
        return query.apply(new WsRequest(5, method, path, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(WsResponse response) {
        assertThat(response.status()).isEqualTo(200);
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
