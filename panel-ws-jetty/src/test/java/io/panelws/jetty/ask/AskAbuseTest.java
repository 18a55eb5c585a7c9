package io.panelws.jetty.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.jetty.Inside;
import io.panelws.jetty.Node;
import io.panelws.jetty.NodeAskException.Reason;
import io.panelws.jetty.PanelWs;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.testing.RawNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.Test;

/** Nodes that answer in every way but the right one cost the panel no more than it has allowed, and others nothing. */
class AskAbuseTest extends AskingPanel {

    private final CompletableFuture<Void> gate = new CompletableFuture<>();

    @Test
    void aNodeThatNeverAnswersHasSoManyQuestionsAndGetsFurtherOnesWhenTheyAreGivenUp() throws Exception {
        panel.start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            Node known = theNode();
            for (int round = 0; round < 3; round++) {
                List<CompletionStage<WsResponse>> open = new ArrayList<>();
                for (int i = 0; i < Node.MAX_ASKED; i++) {
                    open.add(known.ask(QUESTION, Duration.ofSeconds(1)));
                }
                assertThat(failure(known.ask(QUESTION, SOON)))
                        .hasMessage("Node vless-1 (127.0.0.1) was not asked: it has been asked 64 times and has not"
                                + " answered yet.")
                        .extracting(failure -> failure.reason())
                        .isEqualTo(Reason.TOO_MANY);
                open.forEach(answer -> assertThat(failure(answer).reason()).isEqualTo(Reason.TIMED_OUT));
                for (int i = 0; i < Node.MAX_ASKED; i++) {
                    node.question();
                }
                await().atMost(SOON).until(() -> known.facts().asked() == 0);
            }
            assertThat(node.get().status()).isEqualTo(200);
        }
    }

    /** Else a panel that asks a node every second that reads nothing would pile up requests until it is cut. */
    @Test
    void aQuestionThatIsGivenUpKeepsItsPlaceUntilItsFrameHasGone() throws Exception {
        panel.connector().setAcceptedSendBufferSize(4096);
        panel.options(o -> o.writeTimeout(Duration.ofSeconds(3))).start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            Node known = theNode();
            WsRequest large = new WsRequest("POST", "/question", Map.of(), new byte[4 << 20]);
            List<CompletionStage<WsResponse>> asked = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                asked.add(known.ask(large, Duration.ofMillis(300)));
            }
            asked.forEach(answer -> assertThat(failure(answer).reason()).isEqualTo(Reason.TIMED_OUT));
            assertThat(known.facts().asked()).isPositive();
            await().atMost(SOON).until(() -> panel.connections() == 0);
            assertThat(failure(known.ask(QUESTION, SOON)).reason()).isEqualTo(Reason.CLOSED);
            assertThat(node.raw().isEnded(SOON)).isTrue();
        }
    }

    @Test
    void whoAnswersWhatNobodyHasAskedIsPassedOverForAWhileAndThenCutOff() throws Exception {
        panel.start();
        try (AskedNode node = AskedNode.connected(panel, 1)) {
            for (int i = 0; i < 64; i++) {
                node.answer(i, 200, "{}");
            }
            assertThat(node.get().status()).isEqualTo(200);
            node.answer(1, 200, "{}");
            assertThat(node.raw().readCloseCode()).isEqualTo(1008);
        }
    }

    @Test
    void whoAnswersEveryQuestionTwiceIsLeftAlone() throws Exception {
        panel.start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            Node known = theNode();
            for (int i = 0; i < 300; i++) {
                CompletionStage<WsResponse> answer = known.ask(QUESTION, SOON);
                long id = node.question().id();
                node.answer(id, 200, "once");
                node.answer(id, 200, "twice");
                assertThat(outcome(answer).body()).asString().isEqualTo("once");
            }
            assertThat(node.get().status()).isEqualTo(200);
        }
    }

    @Test
    void strangersAnswersTakeNothingThatIsNotGivenBack() throws Exception {
        PanelWsFilter filter = new PanelWsFilter(PanelWsOptions.DEFAULT);
        panel.filter(new FilterHolder(filter)).start();
        try (AskedNode node = AskedNode.connected(panel, 1)) {
            for (int i = 0; i < 10; i++) {
                node.answer(i, 200, "x".repeat(100_000));
            }
            assertThat(node.get().status()).isEqualTo(200);
            await().atMost(SOON).until(() -> Inside.pendingBytes(filter) == 0);
        }
    }

    /** What answers hold while the panel does not take them is counted, and leaves half to the messages of others. */
    @Test
    void manyLargeAnswersHoldWhatTheBudgetAllowsAndOthersAreServed() throws Exception {
        PanelWsFilter filter = new PanelWsFilter(
                PanelWsOptions.builder().maxPendingBytes(64 << 20).build());
        panel.filter(new FilterHolder(filter)).start();
        String body = Base64.getEncoder().encodeToString(new byte[7 << 20]);
        List<AskedNode> nodes = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                nodes.add(AskedNode.askable(panel, i));
            }
            await().until(() -> panelWs().nodes().stream().allMatch(Node::isAskable));
            List<Node> known = panelWs().nodes();
            takeAllThreads(nodes.get(0), known.get(0));
            List<CompletionStage<WsResponse>> answers = new ArrayList<>();
            for (int i = 1; i < nodes.size(); i++) {
                answers.add(known.get(i).ask(QUESTION, Duration.ofSeconds(50)));
                long id = nodes.get(i).question().id();
                nodes.get(i).send("{\"id\":" + id + ",\"status\":200,\"body\":\"" + body + "\"}");
                assertThat(nodes.get(i).get().status()).isEqualTo(200);
                assertThat(Inside.pendingBytes(filter)).isLessThan(40 << 20);
            }
            gate.complete(null);
            List<Boolean> answered = answers.stream().map(this::isAnswered).toList();
            assertThat(answered).startsWith(true, true, true).endsWith(false, false);
            assertThat(panel.connections()).isEqualTo(nodes.size());
            await().atMost(SOON).until(() -> Inside.pendingBytes(filter) == 0);
        } finally {
            gate.complete(null);
            for (AskedNode node : nodes) {
                node.close();
            }
        }
    }

    private boolean isAnswered(CompletionStage<WsResponse> answer) {
        return answer.handle((response, failure) -> response != null)
                .toCompletableFuture()
                .join();
    }

    private void takeAllThreads(AskedNode node, Node known) throws IOException {
        for (int i = 0; i < PanelWs.THREADS; i++) {
            CompletableFuture<Void> begun = new CompletableFuture<>();
            known.ask(QUESTION, Duration.ofSeconds(50)).thenRun(() -> {
                begun.complete(null);
                gate.join();
            });
            node.answer(node.question().id(), 200, "");
            begun.join();
        }
    }

    /** What depends on an answer may block for ever: the node is read, served and asked meanwhile. */
    @Test
    void whatHangsOnAnAnswerBlocksNoNode() throws Exception {
        panel.start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            Node known = theNode();
            CompletableFuture<Thread> blocked = new CompletableFuture<>();
            CompletionStage<Void> after = known.ask(QUESTION, SOON).thenAccept(answer -> {
                blocked.complete(Thread.currentThread());
                gate.join();
            });
            node.answer(node.question().id(), 200, "");
            assertThat(blocked.join().getName()).startsWith("panel-ws");
            assertThat(blocked.join().getContextClassLoader())
                    .isSameAs(panel.servletContext().getClassLoader());
            for (int i = 0; i < 20; i++) {
                assertThat(node.get().status()).isEqualTo(200);
                CompletionStage<WsResponse> next = known.ask(QUESTION, SOON);
                node.answer(node.question().id(), 200, "");
                assertThat(outcome(next).status()).isEqualTo(200);
            }
            assertThat(after.toCompletableFuture()).isNotDone();
            gate.complete(null);
            outcome(after);
        } finally {
            gate.complete(null);
        }
    }

    /** The panel asks all the time while nodes of generation 1, which look much like others, poll. */
    @Test
    void aNodeOfGeneration1NeverGetsARequestWhateverRaces() throws Exception {
        panel.start();
        Thread asks = new Thread(() -> {
            while (!gate.isDone()) {
                panelWs().nodes().forEach(node -> node.ask(QUESTION, Duration.ofMillis(50)));
            }
        });
        asks.start();
        try (AskedNode second = AskedNode.connected(panel, 2)) {
            List<String> seen = Stream.iterate(1, i -> i + 1)
                    .limit(40)
                    .map(this::whatAnOldNodeReads)
                    .toList();
            assertThat(seen).allSatisfy(text -> assertThat(text).doesNotContain("method"));
            second.send(AskedNode.GET);
            assertThat(second.response().status()).isEqualTo(200);
            assertThat(second.question().path()).isEqualTo("/question");
        } finally {
            gate.complete(null);
            asks.join();
        }
    }

    private String whatAnOldNodeReads(int id) {
        StringBuilder seen = new StringBuilder();
        try (RawNode node = RawNode.connect(panel.port(), "node_id=" + id + "&node_type=old&token=secret")) {
            for (int i = 0; i < 10; i++) {
                node.sendText("{\"method\":\"GET\",\"path\":\"/small\"}");
                seen.append(node.readMessage()).append('\n');
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return seen.toString();
    }
}
