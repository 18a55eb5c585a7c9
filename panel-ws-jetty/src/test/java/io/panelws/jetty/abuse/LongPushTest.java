package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A push that takes longer than the panel waits and remembers. */
class LongPushTest extends SmallPanel {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final AtomicInteger executed = new AtomicInteger();

    @Test
    void isNotForgottenWhileItRuns() throws Exception {
        panel.options(o -> o.requestTimeout(SHORT).replayWindow(SHORT))
                .servlet("/push", Servlets.of((request, response) -> {
                    executed.incrementAndGet();
                    gate.join();
                }))
                .servlet("/never", Servlets.of((request, response) -> request.startAsync()
                        .setTimeout(0)))
                .start();
        try (RawNode first = node()) {
            first.sendText(Message.post("/push", Message.REPORT));
            await().until(() -> executed.get() == 1);
        }
        awaitConnections(0);
        passDeadlines(4);
        try (RawNode again = node()) {
            again.sendText(Message.post("/push", Message.REPORT));
            assertThat(answer(again)).as("the first one still runs").doesNotContain("\"status\":200");
        }
        gate.complete(null);
        assertThat(executed).hasValue(1);
    }

    /** So much time goes by. */
    private void passDeadlines(int count) throws Exception {
        try (RawNode other = node(2)) {
            for (int i = 0; i < count; i++) {
                other.sendText(Message.get("/never"));
                assertThat(answer(other)).contains("\"status\":504");
            }
        }
    }
}
