package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import org.eclipse.jetty.util.VirtualThreads;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a pool hands HTTP requests to virtual threads, messages run on those too. Needs Java 21. */
class VirtualThreadsTest extends SmallPanel {

    @BeforeEach
    void start() {
        assumeTrue(VirtualThreads.areSupported(), "this Java has no virtual threads");
        pool.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        panel.servlet(
                        "/thread",
                        Servlets.of((request, response) -> response.setHeader(
                                "X-Thread", VirtualThreads.isVirtualThread() ? "virtual" : "platform")))
                .start();
    }

    @Test
    void serveHttp() throws Exception {
        assertThat(http("GET", "/thread", "")).contains("X-Thread: virtual");
    }

    @Test
    void serveAMessage() throws Exception {
        try (RawNode node = node()) {
            node.sendText(Message.get("/thread"));
            assertThat(answer(node)).contains("\"X-Thread\":[\"virtual\"]");
        }
    }

    @Test
    void serveAMessageWithAnId() throws Exception {
        try (RawNode node = node()) {
            for (int id = 1; id <= 3; id++) {
                node.sendText(Message.get(id, "/thread"));
            }
            for (int id = 1; id <= 3; id++) {
                assertThat(answer(node)).contains("\"X-Thread\":[\"virtual\"]");
            }
        }
    }
}
