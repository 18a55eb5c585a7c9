package io.panelws.jetty.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A user list of 100,000 users, asked for by nodes that stop reading in the middle of it. */
class StreamingMemoryTest {

    private static final int ANSWERS = 40;
    private static final int LIMIT = 512 << 10;

    private static final String REQUEST = "{\"method\":\"GET\",\"path\":\"/api/v1/server/UniProxy/user\"}";

    /** About what 100,000 users take as JSON. */
    private static final byte[] USERS = new byte[10 << 20];

    @Test
    void holdsAFewBuffersOfALargeAnswerAndNotTheWhole() throws IOException {
        List<RawNode> nodes = new ArrayList<>();
        try (TestPanel panel = new TestPanel()
                .options(o -> o.writeTimeout(Duration.ofMinutes(10)).requestTimeout(Duration.ofMinutes(10)))
                .servlet("/api/*", Servlets.of((request, response) -> {
                    response.setContentType("application/json");
                    for (int at = 0; at < USERS.length; at += 8192) {
                        response.getOutputStream().write(USERS, at, 8192);
                    }
                }))
                .start()) {
            // Once through, so that what is made once is there.
            try (RawNode node = RawNode.connect(panel.port())) {
                node.sendText(REQUEST);
                assertThat(node.readMessage()).hasSizeGreaterThan(USERS.length * 4 / 3);
            }
            for (int i = 0; i < ANSWERS; i++) {
                nodes.add(RawNode.connect(panel.port()));
            }
            long before = Heap.used();
            for (RawNode node : nodes) {
                node.sendText(REQUEST);
                assertThat(node.readFrame().last()).isFalse();
            }
            await().until(() -> threadsIn("channelWrite") == ANSWERS);
            long perAnswer = (Heap.used() - before) / ANSWERS;
            System.out.printf(
                    "panel-ws streaming memory: %d answers of %d bytes in flight, %d bytes of heap each%n",
                    ANSWERS, USERS.length, perAnswer);
            assertThat(perAnswer).isLessThan(LIMIT);
            for (RawNode node : nodes) {
                node.close();
            }
        }
    }

    private static long threadsIn(String method) {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getMethodName().equals(method)))
                .count();
    }
}
