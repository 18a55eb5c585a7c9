package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What strangers post neither makes the panel forget what a node has pushed, nor keeps it from remembering, nor delays the
 * node. {@code -Dpanelws.strangers=51000} sends more of what the panel answers with a redirect.
 */
class StrangersPostsTest extends SmallPanel {

    private static final int POSTS = 2000;
    private static final int MORE_POSTS = Integer.getInteger("panelws.strangers", 0);
    private static final int POSTS_OF_EACH = 200;
    private static final String[] ANSWERS = {"302", "401", "403", "404", "200"};
    private static final String LARGE_PAGE = "x".repeat(64 << 10);

    private final AtomicInteger executed = new AtomicInteger();

    @BeforeEach
    void start() {
        panel.options(o -> o.replayWindow(Duration.ofMinutes(10)))
                .servlet("/push", Servlets.of((request, response) -> {
                    if (!"secret".equals(request.getParameter("token"))) {
                        response.setStatus(401);
                        return;
                    }
                    response.setHeader("X-Number", Integer.toString(executed.incrementAndGet()));
                    response.getWriter().print("{\"data\":true}");
                }))
                .servlet("/stranger/*", Servlets.of((request, response) -> {
                    String answer = request.getPathInfo().substring(1);
                    response.setStatus(Integer.parseInt(answer));
                    response.setHeader("Location", "/login");
                    if (answer.equals("200")) {
                        response.getWriter().print(LARGE_PAGE);
                    }
                }))
                .start();
    }

    private void losePush(String body) throws Exception {
        int before = executed.get();
        try (RawNode node = node()) {
            node.sendText(Message.post("/push", body));
            await().until(() -> executed.get() == before + 1);
        }
    }

    private void assertIsAnsweredAsTheFirstWas(String body, int number) throws Exception {
        try (RawNode again = node()) {
            again.sendText(Message.post("/push", body));
            assertThat(answer(again)).contains("\"status\":200", "\"X-Number\":[\"" + number + "\"]");
        }
        assertThat(http("POST", "/push?" + NODE, body)).contains("200 OK", "X-Number: " + number);
    }

    private void post(int count, String... answers) throws IOException {
        for (int sent = 0; sent < count; ) {
            try (RawNode stranger =
                    RawNode.connect(panel.port(), "node_id=" + (1000 + sent) + "&node_type=vless&token=none")) {
                for (int i = 0; i < POSTS_OF_EACH && sent < count; i++, sent++) {
                    String answer = answers[sent % answers.length];
                    stranger.sendText(
                            Message.post(i + 1, "/stranger/" + answer + "?n=" + sent, "{\"" + sent + "\":[1,2]}"));
                    assertThat(answerWithoutAPong(stranger)).contains("\"status\":" + answer);
                }
            }
        }
    }

    /** Reads past the pings behind earlier answers, so that all of these stay in doubt. */
    private static String answerWithoutAPong(RawNode stranger) throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            RawNode.Frame frame = stranger.readFrame();
            if (frame.opcode() == 8) {
                throw new IOException("closed in place of an answer");
            }
            if (frame.opcode() < 8) {
                text.append(new String(frame.payload(), StandardCharsets.US_ASCII));
                if (frame.last()) {
                    return text.toString();
                }
            }
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void doNotMakeThePanelForgetAPush() throws Exception {
        losePush(Message.REPORT);
        post(POSTS, ANSWERS);
        post(MORE_POSTS, "302");
        assertIsAnsweredAsTheFirstWas(Message.REPORT, 1);
        assertThat(executed).hasValue(1);
    }

    @Test
    void doNotKeepThePanelFromRememberingTheNextPush() throws Exception {
        post(300, "200");
        losePush(Message.REPORT);
        assertIsAnsweredAsTheFirstWas(Message.REPORT, 1);
        assertThat(executed).hasValue(1);
    }

    @Test
    void doNotMakeThePanelForgetAPushWhenTheyClaimToBeTheNode() throws Exception {
        losePush(Message.REPORT);
        try (RawNode liar = RawNode.connect(panel.port(), "node_id=1&node_type=vless&token=wrong")) {
            for (int i = 0; i < POSTS_OF_EACH; i++) {
                liar.sendText(Message.post(2 * i + 1, "/push", "{\"" + i + "\":[1,2]}"));
                assertThat(answerWithoutAPong(liar)).contains("\"status\":401");
                liar.sendText(Message.post(2 * i + 2, "/stranger/302", "{\"" + i + "\":[1,2]}"));
                assertThat(answerWithoutAPong(liar)).contains("\"status\":302");
            }
        }
        assertIsAnsweredAsTheFirstWas(Message.REPORT, 1);
        assertThat(executed).hasValue(1);
    }

    @Test
    void doNotAskTheNodeForAPongBeforeItsNextPush() throws Exception {
        try (RawNode node = node()) {
            node.sendText(Message.get("/small"));
            answer(node);
            assertThat(http("POST", "/push?node_id=1&node_type=vless&token=wrong", Message.REPORT))
                    .startsWith("HTTP/1.1 401 ");
            assertThat(http("POST", "/nothing?node_id=1&node_type=vless", "{}")).startsWith("HTTP/1.1 4");
            node.sendText(Message.post("/push", Message.REPORT));
            RawNode.Frame first = node.readFrame();
            assertThat(first.opcode())
                    .as("a text frame, and not a ping, comes first")
                    .isEqualTo(1);
        }
    }

    @Test
    void doNotAskTheNodeForAPongWhenTheyCameOverAConnectionOfTheirOwn() throws Exception {
        try (RawNode node = node();
                RawNode liar = RawNode.connect(panel.port(), "node_id=1&node_type=vless&token=wrong")) {
            node.sendText(Message.get("/small"));
            answer(node);
            liar.sendText(Message.post("/push", Message.REPORT));
            assertThat(answer(liar)).contains("\"status\":401");
            node.sendText(Message.post("/push", Message.REPORT));
            assertThat(node.readFrame().opcode())
                    .as("a text frame, and not a ping, comes first")
                    .isEqualTo(1);
        }
    }
}
