package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A whole error page that waits for its turn behind another answer is sent, and harms nobody. Jetty writes such a page twice,
 * and takes it for broken when the first time is not over at once.
 */
class ErrorPageBehindAnswerTest extends SmallPanel {

    private static final int ERRORS = 4;
    private static final byte[] LARGE = new byte[48 << 20];

    private final CountDownLatch failed = new CountDownLatch(ERRORS);

    @ParameterizedTest
    @CsvSource({"/throws, 500", "/refuses, 418", "/nothing, 404"})
    void isSentAndTheConnectionStays(String path, int status) throws Exception {
        // That of a WAR, and the one that writes twice.
        panel.configure(context -> context.setErrorHandler(new ErrorPageErrorHandler()))
                .servlet("/large", Servlets.of((request, response) -> response.getOutputStream()
                        .write(LARGE)))
                .servlet("/throws", Servlets.of((request, response) -> {
                    failed.countDown();
                    throw new IllegalStateException("as meant");
                }))
                .servlet("/refuses", Servlets.of((request, response) -> {
                    failed.countDown();
                    response.sendError(418);
                }))
                .start();
        try (RawNode node = node()) {
            node.sendText(Message.get(1, "/large"));
            // The answer has begun; what it does not take stands in the way of the others.
            RawNode.Frame first = node.readFrame();
            for (int id = 2; id < 2 + ERRORS; id++) {
                node.sendText(Message.get(id, path));
            }
            assertThat(path.equals("/nothing") || failed.await(10, TimeUnit.SECONDS))
                    .isTrue();
            assertHttpIsServed();
            RawNode.Frame frame = first;
            while (!frame.last()) {
                frame = node.readFrame();
                assertThat(frame.opcode()).as("the rest of the large answer").isZero();
            }
            List<String> answers = List.of(answer(node), answer(node), answer(node), answer(node));
            assertThat(answers.stream().collect(Collectors.toMap(idOf(), answer -> answer)))
                    .containsOnlyKeys(IntStream.range(2, 2 + ERRORS).boxed().toArray(Integer[]::new))
                    .allSatisfy((id, answer) -> assertThat(answer).contains("\"status\":" + status));
            node.sendText(Message.get(9, "/small"));
            assertThat(answer(node)).contains("\"status\":200");
        }
    }

    /** Its rest is the container's again, and may be another's by the time of its turn. */
    @Test
    void endsTheConnectionWhereItIsTooLongToBeTakenWhole() throws Exception {
        ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
        pages.setBufferSize(1 << 20);
        panel.configure(context -> context.setErrorHandler(pages))
                .servlet("/large", Servlets.of((request, response) -> response.getOutputStream()
                        .write(LARGE)))
                .servlet("/throws", Servlets.of((request, response) -> {
                    throw new IllegalStateException("long ".repeat(20_000));
                }))
                .start();
        try (RawNode node = node()) {
            node.sendText(Message.get(1, "/large"));
            node.readFrame();
            node.sendText(Message.get(2, "/throws"));
            assertThat(node.readCloseCode()).isEqualTo(1011);
        }
    }

    private static Function<String, Integer> idOf() {
        Pattern id = Pattern.compile("\"id\":(\\d+)");
        return answer -> id.matcher(answer)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .findFirst()
                .orElse(0);
    }
}
