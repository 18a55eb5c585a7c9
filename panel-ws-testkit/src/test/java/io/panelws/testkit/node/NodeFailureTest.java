package io.panelws.testkit.node;

import static io.panelws.testkit.node.NodeClientTest.request;
import static io.panelws.testkit.node.ScriptedPanel.answersEach;
import static io.panelws.testkit.node.ScriptedPanel.breaks;
import static io.panelws.testkit.node.ScriptedPanel.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What the node does when something breaks: P-5, P-13, P-14. */
class NodeFailureTest {

    private static final String OK = "{\"status\":200}";
    private static final String TOKEN = "tok-3n";

    private final SettableClock clock = new SettableClock();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();

    @Test
    void dialsAgainAtOnceAndSendsTheSameMessageOnceMore() throws Exception {
        List<String> messages = new ArrayList<>();
        ScriptedPanel.Script loses = peer -> {
            peer.upgrade();
            messages.add(peer.readFrame().text());
            peer.close();
        };
        ScriptedPanel.Script answers = peer -> {
            peer.upgrade();
            messages.add(peer.readFrame().text());
            peer.answer(OK);
        };
        try (ScriptedPanel panel = new ScriptedPanel(loses, answers);
                NodeClient node = node(panel.wsUrl())) {
            Exchange exchange = node.exchange(request("/push"));

            assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
            assertThat(exchange.attempts()).isEqualTo(attempts);
            assertThat(ways()).containsExactly("websocket 1 BROKEN", "websocket 2 ANSWERED");
            assertThat(messages).hasSize(2);
            assertThat(messages.get(1)).isEqualTo(messages.get(0));
        }
    }

    @Test
    void sendsAgainWhenTheAnswerIsUnreadable() throws Exception {
        try (ScriptedPanel panel = new ScriptedPanel(answersEach("{\"status\":\"200\"}"), answersEach(OK));
                NodeClient node = node(panel.wsUrl())) {
            node.exchange(request("/a"));
            assertThat(ways()).containsExactly("websocket 1 BROKEN", "websocket 2 ANSWERED");
        }
    }

    @Test
    void noticesALostConnectionAtTheNextRequestOnly() throws Exception {
        ScriptedPanel.Script answersOnce = peer -> {
            answersEach(OK).play(peer);
            peer.close();
        };
        try (ScriptedPanel panel = new ScriptedPanel(answersOnce, answersEach(OK));
                NodeClient node = node(panel.wsUrl())) {
            node.exchange(request("/a"));
            node.exchange(request("/b"));
            assertThat(ways()).containsExactly("websocket 1 ANSWERED", "websocket 1 BROKEN", "websocket 2 ANSWERED");
        }
    }

    @Test
    void goesOverHttpForSixtySecondsAfterTheSecondFailure() throws Exception {
        ScriptedPanel.Script http = peer -> peer.answerHttp(200, "etag: \"h\"\r\n", "over http");
        try (ScriptedPanel panel = new ScriptedPanel(breaks(), breaks(), http, http, answersEach(OK));
                NodeClient node = node(panel.wsUrl())) {
            Exchange fallback = node.exchange(request("/a"));
            clock.advance(Duration.ofMillis(59_999));
            Exchange late = node.exchange(request("/b"));
            clock.advance(Duration.ofMillis(1));
            Exchange after = node.exchange(request("/c"));

            assertThat(fallback.transport()).isEqualTo(Transport.HTTP);
            assertThat(fallback.text()).isEqualTo("over http");
            assertThat(fallback.etag()).contains("\"h\"");
            assertThat(late.transport()).isEqualTo(Transport.HTTP);
            assertThat(after.transport()).isEqualTo(Transport.WEBSOCKET);
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
        try (ScriptedPanel panel = new ScriptedPanel(refuses(403), refuses(403), answersEach(OK));
                NodeClient node = node(panel.wsUrl())) {
            assertThat(node.exchange(request("/a")).status()).isEqualTo(403);
            assertThat(ways()).containsExactly("websocket 1 REFUSED", "http 0 ANSWERED");
            assertThat(attempts.get(0).status()).isEqualTo(403);

            clock.advance(Duration.ofSeconds(60));
            assertThat(node.exchange(request("/a")).transport()).isEqualTo(Transport.WEBSOCKET);
        }
    }

    @Test
    void spendsOneDeadlineOnBothTries() throws Exception {
        ScriptedPanel.Script silent = peer -> {
            peer.upgrade();
            assertThat(peer.isEnded()).isTrue();
        };
        ScriptedPanel.Script http = peer -> peer.answerHttp(200, "", "");
        try (ScriptedPanel panel = new ScriptedPanel(silent, http);
                NodeClient node = client(options(panel.wsUrl()).withTimeout(Duration.ofMillis(300)))) {
            Exchange exchange = node.exchange(request("/a"));

            assertThat(ways()).containsExactly("websocket 1 TIMED_OUT", "websocket 2 TIMED_OUT", "http 0 ANSWERED");
            assertThat(exchange.took()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(panel.peers()).hasSize(2);
        }
    }

    @Test
    void triesHttpThreeMoreTimesAndThenSaysWhatItTried() throws Exception {
        URI closed;
        try (ScriptedPanel panel = new ScriptedPanel()) {
            closed = panel.wsUrl();
        }
        try (NodeClient node = node(closed)) {
            NodeException failure = catchThrowableOfType(NodeException.class, () -> node.exchange(request("/a")));

            assertThat(failure.attempts()).isEqualTo(attempts);
            assertThat(ways().get(0)).isEqualTo("websocket 1 UNREACHABLE");
            assertThat(ways().subList(1, ways().size())).hasSize(4).containsOnly("http 0 UNREACHABLE");
            assertThat(attempts.get(4).detail()).isEqualTo("no connection: nobody listens at " + closed.getAuthority());
            assertThat(failure + " " + attempts).doesNotContain(TOKEN);
        }
    }

    @Test
    void dialsNamesWithAnUnderscoreOverEitherTransport() throws Exception {
        try (NodeClient node = node(URI.create("ws://my_panel.invalid:8080"))) {
            NodeException failure = catchThrowableOfType(NodeException.class, () -> node.exchange(request("/a")));
            assertThat(failure.attempts())
                    .hasSize(5)
                    .extracting(Attempt::detail)
                    .containsOnly("no connection: the name my_panel.invalid is not known");
        }
    }

    @Test
    void sendsAgainOverHttpWhateverGoesWrongThere() throws Exception {
        ScriptedPanel.Script drops = Peer::close;
        ScriptedPanel.Script cut = peer -> {
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal");
            peer.close();
        };
        ScriptedPanel.Script silent = peer -> assertThat(peer.isEnded()).isTrue();
        ScriptedPanel.Script answers = peer -> peer.answerHttp(200, "", "at last");
        try (ScriptedPanel panel = new ScriptedPanel(refuses(503), drops, cut, silent, answers);
                NodeClient node = client(options(panel.wsUrl()).withHttpTimeout(Duration.ofMillis(500)))) {
            assertThat(node.exchange(request("/a")).text()).isEqualTo("at last");
            assertThat(ways())
                    .containsExactly(
                            "websocket 1 REFUSED",
                            "http 0 BROKEN",
                            "http 0 BROKEN",
                            "http 0 TIMED_OUT",
                            "http 0 ANSWERED");
            assertThat(attempts.get(2).detail()).isEqualTo("the connection broke: a body without its end");
        }
    }

    @Test
    void masksTheTokenInWhatThePanelSays() throws Exception {
        ScriptedPanel.Script says = peer -> {
            peer.upgrade();
            peer.readFrame();
            peer.sayGoodbye(1008, "who is " + TOKEN + "?");
        };
        try (ScriptedPanel panel = new ScriptedPanel(says, answersEach(OK));
                NodeClient node = node(panel.wsUrl())) {
            node.exchange(request("/a"));
            assertThat(attempts.get(0).detail()).isEqualTo("the connection broke: closed with 1008 who is ***?");
        }
    }

    private List<String> ways() {
        return attempts.stream()
                .map(a -> a.transport() + " " + a.connection() + " " + a.outcome())
                .toList();
    }

    private NodeClient node(URI wsUrl) {
        return client(options(wsUrl));
    }

    private static NodeOptions options(URI wsUrl) {
        return NodeOptions.overWebSocket(wsUrl, "vless", 1, TOKEN);
    }

    private NodeClient client(NodeOptions options) {
        return new NodeClient(options, clock, attempts::add);
    }
}
