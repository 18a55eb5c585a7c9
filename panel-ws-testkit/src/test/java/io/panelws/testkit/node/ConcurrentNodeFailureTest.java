package io.panelws.testkit.node;

import static io.panelws.testkit.node.ConcurrentNodeClientTest.answer;
import static io.panelws.testkit.node.ConcurrentNodeClientTest.ask;
import static io.panelws.testkit.node.ScriptedPanel.breaks;
import static io.panelws.testkit.node.ScriptedPanel.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a node of generation 2 does when something breaks: P-13, P-14. */
class ConcurrentNodeFailureTest {

    private final SettableClock clock = new SettableClock();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();

    @Test
    void sendsEverythingInFlightOnceMoreOnOneNewConnection() throws Exception {
        List<String> lost = new CopyOnWriteArrayList<>();
        List<String> again = new CopyOnWriteArrayList<>();
        ScriptedPanel.Script loses = peer -> {
            peer.upgrade();
            lost.add(peer.readFrame().text());
            lost.add(peer.readFrame().text());
            peer.close();
        };
        ScriptedPanel.Script answers = peer -> {
            peer.upgrade();
            for (int i = 0; i < 2; i++) {
                again.add(peer.readFrame().text());
                peer.answer(answer(again.get(i)));
            }
        };
        try (ScriptedPanel panel = new ScriptedPanel(loses, answers);
                ConcurrentNodeClient node = node(panel, Duration.ofSeconds(5))) {
            CompletableFuture<Exchange> a = ask(node, "/a");
            CompletableFuture<Exchange> b = ask(node, "/b");
            assertThat(List.of(a.join().text(), b.join().text())).containsExactly("/a", "/b");
            assertThat(again).containsExactlyInAnyOrderElementsOf(lost);
            assertThat(ways())
                    .containsExactlyInAnyOrder(
                            "websocket 1 BROKEN", "websocket 1 BROKEN", "websocket 2 ANSWERED", "websocket 2 ANSWERED");
        }
    }

    @Test
    void noticesALostConnectionAtOnceAndDialsForTheNextRequest() throws Exception {
        ScriptedPanel.Script answersOnce = peer -> {
            peer.upgrade();
            peer.answer(answer(peer.readFrame().text()));
            peer.close();
        };
        try (ScriptedPanel panel = new ScriptedPanel(answersOnce, answersOnce);
                ConcurrentNodeClient node = node(panel, Duration.ofSeconds(5))) {
            ask(node, "/a").join();
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("panel-ws-node-reader")));
            ask(node, "/b").join();
            assertThat(ways()).containsExactly("websocket 1 ANSWERED", "websocket 2 ANSWERED");
        }
    }

    @Test
    void goesOverHttpAfterTheSecondFailureUntilTheCooldownIsOver() throws Exception {
        ScriptedPanel.Script http = peer -> peer.answerHttp(200, "", "over http");
        ScriptedPanel.Script answers = peer -> {
            peer.upgrade();
            peer.answer(answer(peer.readFrame().text()));
        };
        try (ScriptedPanel panel = new ScriptedPanel(breaks(), breaks(), http, http, answers);
                ConcurrentNodeClient node = node(panel, Duration.ofSeconds(5))) {
            assertThat(ask(node, "/a").join().text()).isEqualTo("over http");
            clock.advance(Duration.ofMillis(59_999));
            assertThat(ask(node, "/b").join().transport()).isEqualTo(Transport.HTTP);
            clock.advance(Duration.ofMillis(1));
            assertThat(ask(node, "/c").join().text()).isEqualTo("/c");
            assertThat(ways())
                    .containsExactly(
                            "websocket 1 BROKEN",
                            "websocket 2 BROKEN",
                            "http 0 ANSWERED",
                            "http 0 ANSWERED",
                            "websocket 3 ANSWERED");
        }
    }

    @Test
    void takesARefusedHandshakeForAnAnswerAndDoesNotDialAgain() throws Exception {
        try (ScriptedPanel panel = new ScriptedPanel(refuses(403), refuses(403));
                ConcurrentNodeClient node = node(panel, Duration.ofSeconds(5))) {
            assertThat(ask(node, "/a").join().status()).isEqualTo(403);
            assertThat(ways()).containsExactly("websocket 1 REFUSED", "http 0 ANSWERED");
        }
    }

    @Test
    void endsAConnectionThatDoesNotAnswerInTime() throws Exception {
        ScriptedPanel.Script silent = peer -> {
            peer.upgrade();
            assertThat(peer.isEnded()).isTrue();
        };
        ScriptedPanel.Script http = peer -> peer.answerHttp(200, "", "");
        try (ScriptedPanel panel = new ScriptedPanel(silent, http);
                ConcurrentNodeClient node = node(panel, Duration.ofMillis(300))) {
            Exchange exchange = ask(node, "/a").join();
            assertThat(ways()).containsExactly("websocket 1 TIMED_OUT", "websocket 2 TIMED_OUT", "http 0 ANSWERED");
            assertThat(exchange.took()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void sendsAgainWhenAMessageIsUnreadable() throws Exception {
        ScriptedPanel.Script babbles = peer -> {
            peer.upgrade();
            peer.readFrame();
            peer.answer("{\"id\":1,\"status\":\"200\"}");
            assertThat(peer.isEnded()).isTrue();
        };
        ScriptedPanel.Script answers = peer -> {
            peer.upgrade();
            peer.answer(answer(peer.readFrame().text()));
        };
        try (ScriptedPanel panel = new ScriptedPanel(babbles, answers);
                ConcurrentNodeClient node = node(panel, Duration.ofSeconds(5))) {
            ask(node, "/a").join();
            assertThat(ways()).containsExactly("websocket 1 BROKEN", "websocket 2 ANSWERED");
        }
    }

    private List<String> ways() {
        return attempts.stream()
                .map(a -> a.transport() + " " + a.connection() + " " + a.outcome())
                .toList();
    }

    private ConcurrentNodeClient node(ScriptedPanel panel, Duration timeout) {
        NodeOptions options =
                NodeOptions.overWebSocket(panel.wsUrl(), "vless", 1, "secret").withTimeout(timeout);
        return new ConcurrentNodeClient(options, new TrafficQuery("n", Map::of), clock, attempts::add);
    }
}
