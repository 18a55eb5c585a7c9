package io.panelws.jetty.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.panelws.api.NodeTraffic;
import io.panelws.api.WsRequest;
import io.panelws.api.WsResponse;
import io.panelws.jetty.Node;
import io.panelws.jetty.NodeAskException;
import io.panelws.jetty.NodeAskException.Reason;
import io.panelws.jetty.TrafficOfNodes;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The panel asks a node (P-18), and each question has one clear outcome. */
class AskTest extends AskingPanel {

    private final CompletableFuture<Void> gate = new CompletableFuture<>();

    @Test
    void aQuestionIsARequestWithAnIdOfThePanelsAndItsAnswerComesBack() throws Exception {
        panel.start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            WsRequest question =
                    new WsRequest(77, "POST", "/any?a=ü", Map.of("X-A", List.of("1", "2")), new byte[] {1, 2, 3, 4});
            CompletionStage<WsResponse> answer = theNode().ask(question, SOON);
            WsRequest seen = node.question();
            assertThat(seen).isEqualTo(new WsRequest(1, "POST", "/any?a=ü", question.headers(), question.body()));
            node.send("{\"id\":1,\"status\":418,\"headers\":{\"X-B\":[\"b\"]},\"body\":\"AQI=\",\"new\":{}}");
            assertThat(outcome(answer))
                    .isEqualTo(new WsResponse(1, 418, Map.of("X-B", List.of("b")), new byte[] {1, 2}));
        }
    }

    @Test
    void theTrafficIsTyped() throws Exception {
        panel.start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            CompletionStage<NodeTraffic> all = theNode().traffic(SOON);
            WsRequest seen = node.question();
            assertThat(seen.method() + " " + seen.path()).isEqualTo("GET /api/v1/server/UniProxy/traffic/query");
            node.answer(
                    seen.id(),
                    200,
                    "{\"tag\":\"t\",\"traffic\":[{\"UID\":1,\"Upload\":9223372036854775807,\"Download\":3}]}");
            assertThat(outcome(all))
                    .isEqualTo(new NodeTraffic("t", List.of(new NodeTraffic.User(1, Long.MAX_VALUE, 3))));

            NodeTraffic.Query one = new NodeTraffic.Query(Optional.of("a\"b"), OptionalLong.of(5));
            CompletionStage<NodeTraffic> ofOne = theNode().traffic(one, SOON);
            WsRequest asked = node.question();
            assertThat(new String(asked.body(), StandardCharsets.UTF_8)).isEqualTo("{\"tag\":\"a\\\"b\",\"uid\":5}");
            node.answer(asked.id(), 404, "");
            assertThat(failure(ofOne))
                    .hasMessage("Node vless-1 (127.0.0.1) has not told its traffic: it has answered with 404.")
                    .extracting(NodeAskException::reason)
                    .isEqualTo(Reason.REFUSED);

            CompletionStage<NodeTraffic> odd = theNode().traffic(SOON);
            node.answer(node.question().id(), 200, "{\"traffic\":[{\"UID\":\"1\"}]}");
            assertThat(failure(odd).reason()).isEqualTo(Reason.UNREADABLE);
        }
    }

    @Test
    void allNodesAreAskedAtOnceAndEachHasItsOutcome() throws Exception {
        panel.start();
        try (AskedNode first = AskedNode.askable(panel, 1);
                AskedNode silent = AskedNode.askable(panel, 2);
                RawNode old = RawNode.connect(panel.port(), "node_id=3&node_type=vless&token=secret")) {
            old.sendText("{\"method\":\"GET\",\"path\":\"/small\"}");
            old.readMessage();
            await().until(() ->
                    panelWs().nodes().stream().filter(Node::isAskable).count() == 2);
            CompletionStage<TrafficOfNodes> all = panelWs().traffic(Duration.ofMillis(800));
            first.answer(first.question().id(), 200, "{\"tag\":\"one\",\"traffic\":null}");
            assertThat(silent.question().path()).isEqualTo(NodeTraffic.Query.PATH);
            TrafficOfNodes outcomes = outcome(all);
            assertThat(outcomes.answered().values()).containsExactly(new NodeTraffic("one", List.of()));
            assertThat(outcomes.failed().entrySet())
                    .extracting(entry ->
                            entry.getKey().id() + " " + entry.getValue().reason())
                    .containsExactly("2 TIMED_OUT", "3 NOT_ASKABLE");
        }
    }

    @Test
    void severalQuestionsAreTakenApartByTheirIds() throws Exception {
        panel.start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            List<CompletionStage<WsResponse>> answers = new ArrayList<>();
            for (int i = 0; i < Node.MAX_ASKED; i++) {
                answers.add(theNode().ask(new WsRequest("GET", "/" + i, Map.of(), new byte[0]), SOON));
            }
            List<WsRequest> asked = new ArrayList<>();
            for (int i = 0; i < Node.MAX_ASKED; i++) {
                asked.add(node.question());
            }
            Collections.shuffle(asked, new java.util.Random(1));
            for (WsRequest question : asked) {
                node.answer(question.id(), 200, question.path());
            }
            for (int i = 0; i < Node.MAX_ASKED; i++) {
                assertThat(new String(outcome(answers.get(i)).body(), StandardCharsets.UTF_8))
                        .isEqualTo("/" + i);
            }
        }
    }

    @Test
    void aNodeOfGeneration1IsNeverAsked() throws Exception {
        panel.start();
        try (RawNode node = RawNode.connect(panel.port())) {
            for (int i = 0; i < 3; i++) {
                node.sendText("{\"method\":\"GET\",\"path\":\"/small\"}");
                assertThat(node.readMessage()).contains("\"status\":200");
                Node known = panelWs().nodes().get(0);
                assertThat(known.isAskable()).isFalse();
                assertThat(failure(known.ask(QUESTION, SOON)))
                        .hasMessage("Node vless-1 (127.0.0.1) was not asked: it is of generation 1, which takes a"
                                + " request for an answer.")
                        .extracting(NodeAskException::reason)
                        .isEqualTo(Reason.NOT_ASKABLE);
            }
        }
    }

    @Test
    void aNodeIsAskedOnlyWhenThePanelHasAnsweredAMessageWithAnIdBy2xx() throws Exception {
        panel.servlet("/refused", Servlets.of((request, response) -> response.sendError(403)))
                .start();
        try (AskedNode node = AskedNode.connected(panel, 1)) {
            await().until(() -> panelWs().nodes().size() == 1);
            Node known = panelWs().nodes().get(0);
            assertThat(failure(known.ask(QUESTION, SOON)).reason()).isEqualTo(Reason.NOT_ASKABLE);
            for (String message : List.of(
                    "{\"id\":1,\"method\":\"GET\",\"path\":\"/refused\"}",
                    "{\"method\":\"GET\",\"path\":\"/small\"}",
                    "{\"id\":2,\"method\":\"GET\",\"path\":\"/../small\"}")) {
                node.send(message);
                node.response();
                assertThat(known.isAskable()).as(message).isFalse();
                assertThat(failure(known.ask(QUESTION, SOON)).reason()).isEqualTo(Reason.NOT_ASKABLE);
            }
            node.get();
            await().until(known::isAskable);
            known.ask(QUESTION, SOON);
            assertThat(node.question().path()).isEqualTo("/question");
        }
    }

    @Test
    void whatComesTooLateIsPassedOverAndTheConnectionLives() throws Exception {
        panel.start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            Node known = theNode();
            long began = System.nanoTime();
            CompletionStage<WsResponse> answer = known.ask(QUESTION, Duration.ofMillis(200));
            long id = node.question().id();
            assertThat(failure(answer))
                    .hasMessage("Node vless-1 (127.0.0.1) has not answered GET /question within 200 ms.")
                    .extracting(NodeAskException::reason)
                    .isEqualTo(Reason.TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
            node.answer(id, 200, "late");
            assertThat(node.get().status()).isEqualTo(200);
            assertThat(known.facts().asked()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":99,\"status\":200}",
                "{\"status\":200,\"body\":\"e30=\"}",
                "{\"id\":\"1\",\"status\":200}",
                "{\"id\":-1,\"status\":200}",
                "{\"id\":0,\"status\":200}",
                "{\"id\":1.5,\"status\":200}",
                "{\"id\":{\"id\":1},\"status\":200}",
                "{\"status\":\"200\",\"id\":98}",
                "{\"status\":200,\"method\":\"\",\"id\":97}",
                "{\"status\":200,\"id\":96,\"body\":\"no base64\"}",
                "{\"body\":\"no base64\",\"id\":95,\"status\":200}",
                "{\"status\":200,\"status\":200,\"id\":94}",
                "{\"status\":200,\"id\":93,\"body\":"
            })
    void anAnswerToNothingIsNeverAnsweredAndHarmsNobody(String stray) throws Exception {
        panel.start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            CompletionStage<WsResponse> answer = theNode().ask(QUESTION, SOON);
            long id = node.question().id();
            node.send(stray);
            assertThat(node.get().status()).isEqualTo(200);
            node.answer(id, 200, "right");
            node.answer(id, 200, "again");
            assertThat(new String(outcome(answer).body(), StandardCharsets.UTF_8))
                    .isEqualTo("right");
            assertThat(node.get().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"status\":200,\"body\":\"no base64\"}",
                "{\"body\":\"no base64\",\"status\":200,\"id\":1}",
                "{\"id\":1,\"status\":\"200\"}",
                "{\"id\":1,\"status\":20}",
                "{\"id\":1,\"status\":200,\"headers\":[]}"
            })
    void anAnswerThatCannotBeReadIsAnOutcome(String bad) throws Exception {
        panel.start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            CompletionStage<WsResponse> answer = theNode().ask(QUESTION, SOON);
            node.question();
            node.send(bad);
            NodeAskException failure = failure(answer);
            assertThat(failure.reason()).isEqualTo(Reason.UNREADABLE);
            assertThat(failure)
                    .hasMessageStartingWith(
                            "Node vless-1 (127.0.0.1) has answered GET /question with what cannot be read: ");
            assertThat(node.get().status()).isEqualTo(200);
        }
    }

    @Test
    void aRequestMayHaveAStatusOfItsOwn() throws Exception {
        panel.start();
        try (AskedNode node = AskedNode.connected(panel, 1)) {
            for (String status : List.of("7", "\"x\"", "{}", "null", "1e3", "99999999999999999999")) {
                node.send("{\"id\":1,\"status\":" + status + ",\"method\":\"GET\",\"path\":\"/small\"}");
                assertThat(node.response().status()).as(status).isEqualTo(200);
            }
        }
    }

    @Test
    void aConnectionThatEndsIsAnOutcomeAtOnce() throws Exception {
        panel.start();
        for (boolean goodbye : new boolean[] {true, false}) {
            CompletionStage<WsResponse> answer;
            Node known;
            try (AskedNode node = AskedNode.askable(panel, 1)) {
                known = theNode();
                answer = known.ask(QUESTION, Duration.ofHours(1));
                node.question();
                if (goodbye) {
                    node.raw().sendFrame(0x88, new byte[] {3, (byte) 0xE8});
                    assertThat(failure(answer).reason()).isEqualTo(Reason.CLOSED);
                }
            }
            assertThat(failure(answer))
                    .hasMessage("Node vless-1 (127.0.0.1) has not answered GET /question: its connection has ended.");
            await().until(() -> panel.connections() == 0);
            assertThat(failure(known.ask(QUESTION, SOON)).reason()).isEqualTo(Reason.CLOSED);
            assertThat(known.isAskable()).isFalse();
        }
    }

    @Test
    void thePanelsStopIsAnOutcome() throws Exception {
        panel.start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            Node known = theNode();
            CompletionStage<WsResponse> answer = known.ask(QUESTION, Duration.ofHours(1));
            node.question();
            panel.close();
            assertThat(failure(answer).reason()).isEqualTo(Reason.CLOSED);
            assertThat(failure(known.ask(QUESTION, SOON)).reason()).isEqualTo(Reason.CLOSED);
        }
    }

    @Test
    void aQuestionWaitsForTheEndOfAnAnswerThatIsOnItsWay() throws Exception {
        panel.servlet("/parts", Servlets.of((request, response) -> {
                    response.getOutputStream().write(new byte[90_000]);
                    response.flushBuffer();
                    gate.join();
                    response.getOutputStream().write(new byte[90_000]);
                }))
                .start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            node.send("{\"id\":5,\"method\":\"GET\",\"path\":\"/parts\"}");
            RawNode.Frame first = node.raw().readFrame();
            assertThat(first.last()).isFalse();
            CompletionStage<WsResponse> answer = theNode().ask(QUESTION, SOON);
            gate.complete(null);
            RawNode.Frame next;
            do {
                next = node.raw().readFrame();
                assertThat(next.opcode()).isZero();
            } while (!next.last());
            node.answer(node.question().id(), 200, "");
            assertThat(outcome(answer).status()).isEqualTo(200);
        } finally {
            gate.complete(null);
        }
    }

    @Test
    void aTimeoutIsPositive() throws IOException {
        panel.start();
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            assertThatIllegalArgumentException().isThrownBy(() -> theNode().ask(QUESTION, Duration.ZERO));
            theNode().ask(QUESTION, Duration.ofSeconds(Long.MAX_VALUE));
            assertThat(node.question().path()).isEqualTo("/question");
        }
    }
}
