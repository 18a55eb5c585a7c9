package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is thrown, what a message has reserved is given back: room for a few of them is enough for any number. */
class ErrorsGiveBackTest extends SmallPanel {

    private static final int ROUNDS = 40;
    private static final String BODY = "x".repeat(20_000);
    private static final int ROOM_FOR_A_FEW = 256 << 10;

    @BeforeEach
    void start() {
        panel.options(o -> o.maxPendingBytes(ROOM_FOR_A_FEW).maxMessageBytes(ROOM_FOR_A_FEW))
                .servlet("/throws/*", Servlets.of((request, response) -> {
                    switch (request.getPathInfo()) {
                        case "/OutOfMemoryError" -> throw new OutOfMemoryError("thrown by a test");
                        case "/StackOverflowError" -> throw new StackOverflowError("thrown by a test");
                        case "/NoClassDefFoundError" -> throw new NoClassDefFoundError("thrown by a test");
                        default -> throw new IllegalStateException("thrown by a test");
                    }
                }))
                .servlet(
                        "/length",
                        Servlets.of((request, response) -> response.setHeader(
                                "X-Length",
                                Integer.toString(request.getInputStream().readAllBytes().length))))
                .start();
    }

    private void assertIsServed(RawNode node, long id) throws Exception {
        node.sendText(Message.post(id, "/length?n=" + id, BODY));
        assertThat(answer(node)).contains("\"status\":200", "\"X-Length\":[\"" + BODY.length() + "\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OutOfMemoryError", "StackOverflowError", "NoClassDefFoundError", "IllegalStateException"})
    void anErrorOfAServletIsAnsweredAsOverHttpAndTheNextMessageServed(String error) throws Exception {
        assertThat(http("POST", "/throws/" + error, BODY)).startsWith("HTTP/1.1 500 ");
        try (RawNode node = node()) {
            for (int round = 1; round <= ROUNDS; round++) {
                node.sendText(Message.post(round % 2 * round, "/throws/" + error, BODY));
                assertThat(answer(node)).contains("\"status\":500");
            }
            assertIsServed(node, 0);
            assertIsServed(node, 1000);
        }
    }

    static Stream<String> refused() {
        String begin = "{\"method\":\"GET\",\"path\":\"/small\",";
        return Stream.of(
                begin + "\"headers\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                begin + "\"unknown\":" + "{\"a\":".repeat(3_500) + "1" + "}".repeat(3_500) + ",\"method\":\"GET\"}",
                begin + "\"headers\":{"
                        + IntStream.range(0, 2_000)
                                .mapToObj(i -> "\"X-" + i + "\":[\"y\"]")
                                .collect(Collectors.joining(","))
                        + "}}",
                begin + "\"id\":" + "1".repeat(20_000) + "}",
                begin + "\"body\":\"" + "!".repeat(20_000) + "\"}",
                "x".repeat(20_000));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aMessageThatIsRefusedIsAnswered400AndTheNextOneServed(String message) throws Exception {
        try (RawNode node = node()) {
            for (int round = 0; round < ROUNDS; round++) {
                node.sendText(message);
                assertThat(answer(node)).contains("\"status\":400");
            }
            assertIsServed(node, 0);
        }
    }
}
