package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames of an answer are small, however a servlet writes, and never empty. */
class AnswerFramesTest extends SmallPanel {

    private static final int LARGE = 16 << 20;
    private static final int LARGEST_PAYLOAD = 32 << 10;

    @BeforeEach
    void start() {
        panel.servlet("/content", Servlets.of((request, response) -> ((HttpOutput) response.getOutputStream())
                        .sendContent(ByteBuffer.allocate(LARGE))))
                .servlet("/written", Servlets.of((request, response) -> response.getOutputStream()
                        .write(new byte[LARGE])))
                .servlet("/flushed", Servlets.of((request, response) -> {
                    OutputStream out = response.getOutputStream();
                    for (int i = 0; i < 50; i++) {
                        out.write('x');
                        out.flush();
                    }
                }))
                .start();
    }

    private static List<Integer> payloads(RawNode node, String message) throws Exception {
        List<Integer> payloads = new ArrayList<>();
        node.sendText(message);
        RawNode.Frame frame;
        do {
            frame = node.readFrame();
            assertThat(frame.opcode()).isLessThan(8);
            payloads.add(frame.payload().length);
        } while (!frame.last());
        return payloads;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/content", "/written"})
    void areSmallHoweverMuchIsWrittenAtOnce(String path) throws Exception {
        try (RawNode node = node()) {
            List<Integer> payloads = payloads(node, Message.get(path));
            assertThat(payloads.stream().mapToLong(Integer::intValue).sum()).isGreaterThan(LARGE / 3L * 4);
            assertThat(payloads.stream().mapToInt(Integer::intValue).max().orElse(0))
                    .as("the largest of %s frames", payloads.size())
                    .isLessThanOrEqualTo(LARGEST_PAYLOAD);
            node.sendText(Message.get("/small"));
            assertThat(answer(node)).contains("\"status\":200");
        }
    }

    @Test
    void areNotEmptyWhenEachByteIsFlushed() throws Exception {
        try (RawNode node = node()) {
            assertThat(payloads(node, Message.get("/flushed")))
                    .as("bytes in each frame")
                    .hasSizeGreaterThan(10)
                    .doesNotContain(0);
        }
    }
}
