package io.panelws.jetty.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.api.WsResponse;
import io.panelws.jetty.Node;
import io.panelws.jetty.PanelWs;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servlets of a panel with ten threads ask a node, and wait for it or do not. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AskingServletTest {

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final TestPanel panel = new TestPanel(new QueuedThreadPool(10))
            .servlet("/small", Servlets.of((request, response) -> response.getWriter()
                    .print("small")))
            .servlet("/wait", Servlets.of(this::waits))
            .servlet("/async", Servlets.of(this::asynchronous));

    @AfterEach
    void stop() {
        panel.close();
        clients.shutdownNow();
    }

    private Node theNode() {
        return PanelWs.in(panel.servletContext()).nodes().get(0);
    }

    private void waits(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Duration timeout = Duration.ofMillis(Long.parseLong(request.getParameter("timeout")));
        try {
            WsResponse answer = theNode()
                    .ask(AskingPanel.QUESTION, timeout)
                    .thenApply(any -> any)
                    .toCompletableFuture()
                    .join();
            response.getOutputStream().write(answer.body());
        } catch (CompletionException e) {
            response.getWriter().print(e.getCause().getMessage());
        }
    }

    private void asynchronous(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        theNode().ask(AskingPanel.QUESTION, Duration.ofSeconds(30)).whenComplete((answer, failure) -> {
            try {
                async.getResponse().getWriter().print(failure == null ? "asked" : failure.getMessage());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } finally {
                async.complete();
            }
        });
    }

    private List<CompletableFuture<String>> get(int times, String target) {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return panel.http("GET " + target + " HTTP/1.1");
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    clients));
        }
        return answers;
    }

    @Test
    void asynchronousOnesNeedNoThreadWhileTheyWait() throws Exception {
        panel.start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            await().until(theNode()::isAskable);
            List<CompletableFuture<String>> answers = get(50, "/async");
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                ids.add(node.question().id());
            }
            assertThat(panel.http("GET /small HTTP/1.1")).endsWith("small");
            for (long id : ids) {
                node.answer(id, 200, "");
            }
            answers.forEach(answer -> assertThat(answer.join()).endsWith("asked"));
        }
    }

    @Test
    void someMayWaitForTheirAnswers() throws Exception {
        panel.start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            await().until(theNode()::isAskable);
            List<CompletableFuture<String>> answers = get(5, "/wait?timeout=30000");
            for (int i = 0; i < 5; i++) {
                node.answer(node.question().id(), 200, "waited");
            }
            answers.forEach(answer -> assertThat(answer.join()).endsWith("waited"));
        }
    }

    /** More than there are threads: some wait in vain, all end, and the panel serves as before. */
    @Test
    void whereAllThreadsWaitTheyAreFreeAgainAtTheirTimeout() throws Exception {
        panel.start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            await().until(theNode()::isAskable);
            List<CompletableFuture<String>> answers = get(30, "/wait?timeout=500");
            Thread answering = new Thread(() -> {
                try {
                    while (true) {
                        node.answer(node.question().id(), 200, "waited");
                    }
                } catch (IOException | AssertionError e) {
                    // The panel has stopped.
                }
            });
            answering.start();
            answers.forEach(answer -> assertThat(answer.join()).matches("(?s).*(waited|within 500 ms\\.)"));
            assertThat(panel.http("GET /small HTTP/1.1")).endsWith("small");
            assertThat(get(1, "/wait?timeout=10000").get(0).join()).endsWith("waited");
            panel.close();
            answering.join();
        }
    }
}
