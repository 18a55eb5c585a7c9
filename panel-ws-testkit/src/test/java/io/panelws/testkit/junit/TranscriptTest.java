package io.panelws.testkit.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.testkit.node.Attempt;
import io.panelws.testkit.node.Outcome;
import io.panelws.testkit.node.Transport;
import io.panelws.testkit.panel.RecordedBody;
import io.panelws.testkit.panel.RecordedExchange;
import io.panelws.testkit.panel.RecordedRequest;
import io.panelws.testkit.panel.RecordedResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    private final Transcript transcript = new Transcript();

    @Test
    void masksTokensInEveryFormAndHeadersThatHoldSecrets() {
        transcript.mask("a b&c");
        transcript.add(exchange(
                "token=x&again=a+b%26c",
                Map.of("Authorization", List.of("Basic Zm9v")), "you sent a b&c".getBytes(UTF_8)));
        assertThat(transcript.text())
                .contains("?token=***&again=***")
                .contains("> Authorization: ***")
                .contains("> you sent ***");
    }

    @Test
    void showsTheBeginningOfALongBodyAndTheSizeOfABinaryOne() {
        transcript.add(exchange("", Map.of(), "x".repeat(5000).getBytes(UTF_8)));
        transcript.add(exchange("", Map.of(), new byte[] {1, 2, 3}));
        assertThat(transcript.text())
                .contains("> " + "x".repeat(1000) + "... (5000 bytes)")
                .contains("> (3 bytes)");
    }

    @Test
    void keepsTheLastEntriesAndSaysSo() {
        for (int i = 1; i <= 250; i++) {
            transcript.add("node 1", new Attempt(Transport.WEBSOCKET, i, "GET", "/", Outcome.TIMED_OUT, 0, "too late"));
        }
        assertThat(transcript.text().lines())
                .hasSize(201)
                .startsWith("(50 earlier entries left out)", "node 1, websocket 51: GET / -> TIMED_OUT (too late)");
    }

    private static RecordedExchange exchange(String query, Map<String, List<String>> headers, byte[] body) {
        RecordedRequest request = new RecordedRequest("POST", "/", query, headers, new RecordedBody(body, body.length));
        RecordedResponse response = new RecordedResponse(204, Map.of(), new RecordedBody(new byte[0], 0));
        return new RecordedExchange(1, 1, Transport.WEBSOCKET, request, response);
    }
}
