package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.PanelWs;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that lost the answer to a POST sends it again (P-14); the panel must not execute it twice (P-15). */
class ReplayTest {

    private static final String BODY = "{\"1\":[10,20]}";
    private static final String NODE = "node_id=1&node_type=vless&token=secret";

    private final AtomicInteger executed = new AtomicInteger();
    private CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
    private TestPanel panel;

    private void start(Consumer<PanelWsOptions.Builder> options) {
        panel = new TestPanel()
                .options(options)
                .servlet("/push", Servlets.of((request, response) -> {
                    byte[] body = request.getInputStream().readAllBytes();
                    int number = executed.incrementAndGet();
                    gate.join();
                    response.setHeader("X-Number", Integer.toString(number));
                    // As UTF-8 over HTTP: bytes that the container carries as Latin-1 characters.
                    response.setHeader(
                            "X-Text",
                            new String("\u4e2d".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
                    response.getOutputStream().write(body);
                    for (int i = 0; i < Integer.parseInt(request.getParameter("kib") == null ? "0" : "100"); i++) {
                        response.getOutputStream().write(new byte[1024]);
                    }
                }))
                .servlet("/read", Servlets.of((request, response) -> {
                    executed.incrementAndGet();
                    response.getWriter().print(request.getReader().readLine().length() + " characters");
                }))
                .servlet("/bad", Servlets.of((request, response) -> {
                    executed.incrementAndGet();
                    response.sendError(422);
                }))
                .servlet("/config", Servlets.of((request, response) -> executed.incrementAndGet()))
                .start();
    }

    @AfterEach
    void stop() {
        gate.complete(null);
        panel.close();
    }

    private static String message(String method, String path, long id) {
        String body = Base64.getEncoder().encodeToString(BODY.getBytes(StandardCharsets.UTF_8));
        return "{" + (id > 0 ? "\"id\":" + id + "," : "") + "\"method\":\"" + method + "\",\"path\":\"" + path
                + "\",\"headers\":{\"Content-Type\":[\"application/json\"]},\"body\":\"" + body + "\"}";
    }

    private static final String PUSH = message("POST", "/push", 0);

    private RawNode node() throws Exception {
        return RawNode.connect(panel.port(), NODE);
    }

    private String http(String path, String query) throws Exception {
        return panel.http(
                "POST " + path + "?" + query + " HTTP/1.1",
                BODY.getBytes(StandardCharsets.UTF_8),
                "Content-Type: application/json");
    }

    private void awaitConnections(int count) {
        await().until(() -> PanelWs.in(panel.servletContext()).nodes().size() == count);
    }

    /** Sends a push whose answer nobody reads. */
    private void loseAnswer(String message) throws Exception {
        int before = executed.get();
        try (RawNode lost = node()) {
            lost.sendText(message);
            await().until(() -> executed.get() == before + 1);
        }
    }

    @Test
    void isNotExecutedAgainOnANewConnection() throws Exception {
        start(o -> {});
        loseAnswer(PUSH);
        try (RawNode again = node()) {
            again.sendText(PUSH);
            assertThat(again.readMessage())
                    .contains("\"status\":200", "\"X-Number\":[\"1\"]", "\"X-Text\":[\"\u4e2d\"]");
        }
        assertThat(executed).hasValue(1);
    }

    @Test
    void isNotExecutedAgainOverPlainHttp() throws Exception {
        start(o -> {});
        loseAnswer(PUSH);
        assertThat(http("/push", "token=secret&node_type=vless&node_id=1"))
                .startsWith("HTTP/1.1 200 ")
                .contains("X-Number: 1")
                .endsWith(BODY);
        assertThat(http("/push", NODE)).contains("X-Number: 1");
        assertThat(executed).hasValue(1);
    }

    @Test
    void waitsForTheFirstOneWhileItRuns() throws Exception {
        gate = new CompletableFuture<>();
        start(o -> {});
        loseAnswer(PUSH);
        awaitConnections(0);
        try (RawNode again = node()) {
            again.sendText(PUSH);
            CompletableFuture<String> overHttp = CompletableFuture.supplyAsync(() -> {
                try {
                    return http("/push", NODE);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            awaitConnections(1);
            gate.complete(null);
            assertThat(again.readMessage()).contains("\"X-Number\":[\"1\"]");
            assertThat(overHttp.join()).contains("X-Number: 1");
        }
        assertThat(executed).hasValue(1);
    }

    @Test
    void isANewOneWhenTheAnswerHasArrived() throws Exception {
        start(o -> {});
        try (RawNode first = node()) {
            first.sendText(PUSH);
            first.readMessage();
            first.sendText(message("GET", "/config", 0));
            first.readMessage();
            assertThat(http("/push", NODE)).contains("X-Number: 3");
            try (RawNode second = node()) {
                second.sendText(PUSH);
                assertThat(second.readMessage()).contains("\"X-Number\":[\"4\"]");
            }
        }
    }

    @Test
    void isANewOneOnTheSameConnection() throws Exception {
        start(o -> {});
        try (RawNode node = node()) {
            node.sendText(PUSH);
            assertThat(node.readMessage()).contains("\"X-Number\":[\"1\"]");
            node.sendText(PUSH);
            assertThat(node.readMessage()).contains("\"X-Number\":[\"2\"]");
        }
    }

    @Test
    void takesThePongOfAGenerationTwoNodeForProof() throws Exception {
        start(o -> {});
        try (RawNode node = node()) {
            node.sendText(message("POST", "/push", 7));
            RawNode.Frame answer = node.readFrame();
            assertThat(answer.opcode()).isEqualTo(1);
            RawNode.Frame ping = node.readFrame();
            assertThat(ping.opcode()).isEqualTo(9);
            assertThat(http("/push", NODE)).contains("X-Number: 1");
            node.sendPong(ping.payload());
            await().untilAsserted(() -> assertThat(http("/push", NODE)).doesNotContain("X-Number: 1"));
        }
    }

    @Test
    void belongsToOneNodeAndOneBody() throws Exception {
        start(o -> {});
        loseAnswer(PUSH);
        assertThat(http("/push", "node_id=2&node_type=vless&token=secret")).contains("X-Number: 2");
        assertThat(http("/push", NODE + "&x=1")).contains("X-Number: 3");
        assertThat(panel.http(
                        "POST /push?" + NODE + " HTTP/1.1",
                        BODY.getBytes(StandardCharsets.UTF_8),
                        "Content-Type: application/json",
                        "Authorization: Basic c3RyYW5nZXI6"))
                .contains("X-Number: 4");
        assertThat(panel.http("POST /push?" + NODE + " HTTP/1.1", "{}".getBytes(StandardCharsets.UTF_8)))
                .contains("X-Number: 5")
                .endsWith("{}");
        assertThat(http("/push", NODE)).contains("X-Number: 1");
    }

    @Test
    void leavesFormsAndOtherBodiesToTheContainer() throws Exception {
        start(o -> {});
        loseAnswer(PUSH);
        String form = panel.http(
                "POST /push?" + NODE + " HTTP/1.1",
                "a=1".getBytes(StandardCharsets.UTF_8),
                "Content-Type: application/x-www-form-urlencoded");
        assertThat(form).contains("X-Number: 2").endsWith("a=1");
        assertThat(panel.http(
                        "POST /read?" + NODE + " HTTP/1.1",
                        "é".getBytes(StandardCharsets.UTF_8),
                        "Content-Type: text/plain"))
                .endsWith("2 characters");
        loseAnswer(message("POST", "/read", 0));
        assertThat(panel.http(
                        "POST /read?" + NODE + " HTTP/1.1",
                        "é".getBytes(StandardCharsets.UTF_8),
                        "Content-Type: text/plain"))
                .endsWith("2 characters");
    }

    @Test
    void belongsToItsCredentials() throws Exception {
        start(o -> {});
        loseAnswer(PUSH.replace("\"headers\":{", "\"headers\":{\"Authorization\":[\"Bearer a\"],"));
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        assertThat(panel.http("POST /push?" + NODE + " HTTP/1.1", body, "Authorization: Bearer b"))
                .contains("X-Number: 2");
        assertThat(http("/push", NODE)).contains("X-Number: 3");
        assertThat(panel.http("POST /push?" + NODE + " HTTP/1.1", body, "Authorization: Bearer a"))
                .contains("X-Number: 1");
    }

    @Test
    void isAnswered409WhenTheAnswerIsTooLargeToKeep() throws Exception {
        start(o -> o.maxRecordedBytes(1024));
        loseAnswer(message("POST", "/push?kib=100", 0));
        try (RawNode again = node()) {
            again.sendText(message("POST", "/push?kib=100", 0));
            assertThat(again.readMessage()).contains("\"status\":409");
        }
        assertThat(http("/push", NODE + "&kib=100")).startsWith("HTTP/1.1 409 ");
        assertThat(executed).hasValue(1);
    }

    @Test
    void mayBeExecutedAgainWhenThePanelHasRefusedIt() throws Exception {
        start(o -> {});
        loseAnswer(message("POST", "/bad", 0));
        awaitConnections(0);
        try (RawNode again = node()) {
            again.sendText(message("POST", "/bad", 0));
            assertThat(again.readMessage()).contains("\"status\":422");
        }
        assertThat(executed).hasValue(2);
    }

    @Test
    void leavesOtherMethodsAlone() throws Exception {
        start(o -> {});
        loseAnswer(message("GET", "/config", 0));
        try (RawNode again = node()) {
            again.sendText(message("GET", "/config", 0));
            again.readMessage();
        }
        assertThat(executed).hasValue(2);
    }

    @Test
    void isExecutedTwiceWithoutTheGuard() throws Exception {
        start(o -> o.replayGuard(false));
        loseAnswer(PUSH);
        try (RawNode again = node()) {
            again.sendText(PUSH);
            again.readMessage();
        }
        assertThat(executed).hasValue(2);
    }

    @Test
    void isRememberedAcrossARestartThatHandsTheStoreOver() throws Exception {
        MemoryReplayStore store = new MemoryReplayStore(java.time.Clock.systemUTC());
        start(o -> o.replayStore(store));
        loseAnswer(PUSH);
        panel.close();
        start(o -> o.replayStore(store));
        assertThat(http("/push", NODE)).contains("X-Number: 1");
        assertThat(executed).hasValue(1);
    }
}
