package io.panelws.jetty.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.api.WsRequest;
import io.panelws.jetty.Node;
import io.panelws.jetty.NodeAskException;
import io.panelws.jetty.PanelWs;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A panel that asks its nodes, and what its tests share. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class AskingPanel {

    static final Duration SOON = Duration.ofSeconds(10);
    static final WsRequest QUESTION = new WsRequest("GET", "/question", Map.of(), new byte[0]);

    final TestPanel panel = new TestPanel().servlet("/small", Servlets.of((request, response) -> response.getWriter()
            .print("small")));

    @AfterEach
    void stop() {
        panel.close();
    }

    PanelWs panelWs() {
        return PanelWs.in(panel.servletContext());
    }

    /** The one that is connected, which has shown before that it is of generation 2. */
    Node theNode() {
        await().atMost(SOON).until(() -> panelWs().nodes().stream().anyMatch(Node::isAskable));
        List<Node> nodes = panelWs().nodes();
        assertThat(nodes).hasSize(1);
        return nodes.get(0);
    }

    static <T> T outcome(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    static NodeAskException failure(CompletionStage<?> stage) {
        try {
            throw new AssertionError("answered: " + stage.toCompletableFuture().join());
        } catch (CompletionException e) {
            return (NodeAskException) e.getCause();
        }
    }
}
