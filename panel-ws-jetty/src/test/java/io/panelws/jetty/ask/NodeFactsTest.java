package io.panelws.jetty.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.Figures;
import io.panelws.jetty.Inside;
import io.panelws.jetty.Node;
import io.panelws.jetty.NodeAskException;
import io.panelws.jetty.NodeFacts;
import io.panelws.jetty.Observer;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is known of a node, and what is counted of all. */
class NodeFactsTest extends AskingPanel {

    private final CompletableFuture<Void> gate = new CompletableFuture<>();

    @Test
    void tellWhatAConnectionHasDone() throws Exception {
        Instant before = Instant.now();
        panel.servlet("/refused", Servlets.of((request, response) -> response.sendError(403)))
                .servlet("/slow", Servlets.of((request, response) -> gate.join()))
                .start();
        try (RawNode node = RawNode.connect(panel.port())) {
            await().until(() -> panel.connections() == 1);
            Node known = panelWs().nodes().get(0);
            NodeFacts first = known.facts();
            assertThat(first.since())
                    .isBetween(before.minusMillis(50), Instant.now().plusMillis(50));
            assertThat(first.lastMessage()).isEmpty();
            assertThat(first.generation()).isEmpty();
            node.sendText("{\"method\":\"GET\",\"path\":\"/refused\"}");
            node.readMessage();
            await().until(() -> known.facts().open() == 0);
            assertThat(known.facts().generation()).isEqualTo(OptionalInt.of(1));
            assertThat(known.facts().letIn()).isFalse();
            node.sendText("no message");
            node.readMessage();
            node.sendText("{\"id\":3,\"method\":\"GET\",\"path\":\"/small\"}");
            node.readMessage();
            node.sendText("{\"id\":4,\"method\":\"GET\",\"path\":\"/slow\"}");
            await().until(() -> known.facts().open() == 1);
            NodeFacts facts = known.facts();
            assertThat(facts.generation()).isEqualTo(OptionalInt.of(2));
            assertThat(facts.letIn()).isTrue();
            assertThat(facts.requests()).isEqualTo(4);
            assertThat(facts.errors()).isEqualTo(2);
            assertThat(facts.lastMessage().orElseThrow()).isBetween(before, Instant.now());
            assertThat(facts.bytesIn()).isBetween(100L, 1000L);
            assertThat(facts.bytesOut()).isBetween(100L, 2000L);
            assertThat(facts.since()).isEqualTo(first.since());
            gate.complete(null);
            node.readMessage();
            node.sendFrame(0x88, new byte[] {3, (byte) 0xE8});
            await().until(() -> panel.connections() == 0);
            assertThat(known.facts().requests()).isEqualTo(4);
            assertThat(known.facts().bytesIn()).isGreaterThan(facts.bytesIn());
        } finally {
            gate.complete(null);
        }
    }

    @Test
    void countPingsWithoutAPong() throws Exception {
        panel.options(o -> o.keepAlive(Duration.ofMillis(100))).start();
        try (RawNode node = RawNode.connect(panel.port())) {
            await().until(() -> panel.connections() == 1);
            Node known = panelWs().nodes().get(0);
            await().atMost(SOON).until(() -> known.facts().unansweredPings() >= 3);
            node.sendPong(new byte[0]);
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> known.facts().unansweredPings() < 3);
        }
    }

    @Test
    void theObserverHearsOfEveryRequestAndEveryQuestion() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        panel.servlet("/push", Servlets.of((request, response) -> {
                    response.setStatus(201);
                    response.getOutputStream().write(request.getInputStream().readAllBytes());
                    response.getOutputStream().write('!');
                }))
                .start();
        Inside.observe(panelWs(), new Observer() {
            @Override
            public void connected(Node node) {
                throw new IllegalStateException("an observer's own trouble");
            }

            @Override
            public void answered(Node node, String method, int status, long nanos, long bytesIn, long bytesOut) {
                heard.add(node.id() + " " + method + " " + status + " " + bytesIn + " " + bytesOut + " " + (nanos > 0));
                throw new IllegalStateException("an observer's own trouble");
            }

            @Override
            public void asked(Node node, Optional<NodeAskException.Reason> failure, long nanos) {
                heard.add(node.id() + " asked " + failure + " " + (nanos > 0));
            }
        });
        try (AskedNode node = AskedNode.askable(panel, 1)) {
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("1 GET 200 0 5 true");
            node.send("{\"method\":\"POST\",\"path\":\"/push\",\"body\":\"e30=\"}");
            node.response();
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("1 POST 201 2 3 true");
            node.send("{\"method\":\"BREW\",\"path\":\"/push\"}");
            assertThat(node.response().status()).isEqualTo(405);
            assertThat(heard.poll(10, TimeUnit.SECONDS)).startsWith("1 BREW 405 0 ");
            failure(theNode().ask(QUESTION, Duration.ofMillis(50)));
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("1 asked Optional[TIMED_OUT] true");
            node.question();
            theNode().ask(QUESTION, SOON);
            node.answer(node.question().id(), 200, "");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("1 asked Optional.empty true");
        }
    }

    @Test
    void figuresSumUpAllConnectionsAndThoseThatHaveEnded() throws Exception {
        panel.servlet("/slow", Servlets.of((request, response) -> gate.join())).start();
        try (AskedNode first = AskedNode.askable(panel, 1);
                AskedNode second = AskedNode.askable(panel, 2)) {
            await().until(() -> panelWs().nodes().stream().allMatch(Node::isAskable));
            first.send("{\"method\":\"GET\",\"path\":\"/slow\"}");
            first.send("{\"method\":\"GET\",\"path\":\"/slow\"}");
            panelWs().nodes().get(1).ask(QUESTION, SOON);
            second.question();
            await().atMost(SOON)
                    .until(() -> figures().running() == 1 && figures().waiting() == 1);
            Figures figures = figures();
            assertThat(figures.connections()).isEqualTo(2);
            assertThat(figures.asked()).isEqualTo(1);
            assertThat(figures.pendingBytes()).isPositive();
            gate.complete(null);
            first.response();
            first.response();
        } finally {
            gate.complete(null);
        }
        await().until(() -> panel.connections() == 0);
        assertThat(figures().connections()).isZero();
        assertThat(figures().bytesIn()).isPositive();
        assertThat(figures().bytesOut()).isPositive();
    }

    private Figures figures() {
        return Inside.figures(panelWs());
    }
}
