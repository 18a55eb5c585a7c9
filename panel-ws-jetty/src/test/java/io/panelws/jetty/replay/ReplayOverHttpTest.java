package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What came as a message, or may still come as one, and comes over plain HTTP (P-14). */
class ReplayOverHttpTest {

    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final ReplayKey KEY = PlainPanel.key(PlainPanel.BODY);
    private static final Outcome ANSWER = new Outcome.Answer(
            201,
            List.of(
                    new Outcome.Field("X-Two", "a"),
                    new Outcome.Field("X-Two", "b"),
                    new Outcome.Field("Content-Length", "99"),
                    new Outcome.Field("Connection", "keep-alive"),
                    new Outcome.Field("Content-Type", "application/json")),
            "{\"data\":true}".getBytes(StandardCharsets.UTF_8));

    private final PlainPanel panel = new PlainPanel();

    @AfterEach
    void stop() {
        await().untilAsserted(() -> assertThat(panel.memory.used).hasValue(0));
        panel.close();
    }

    private void start() {
        panel.start((request, response) -> {
            request.getInputStream().readAllBytes();
            response.getWriter().print("executed");
        });
    }

    private String claimAsMessage(ReplayKey key) {
        Claim claim = panel.store.claim(key, new Arrival("socket", Arrival.now(), Arrival.now(), 0));
        return ((Claim.Execute) claim).id();
    }

    /** A message on a connection that was opened before everything else, read now. */
    private Claim lateMessage() {
        return panel.store.claim(KEY, new Arrival("late", 1, Arrival.now(), 0));
    }

    private CompletableFuture<String> pushLater() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return panel.push(PlainPanel.BODY);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void answersWhatIsRepeatedAsTheMessageWas() throws Exception {
        start();
        panel.store.end(KEY, claimAsMessage(KEY), ANSWER, WINDOW);
        for (int i = 0; i < 2; i++) {
            String answer = panel.push(PlainPanel.BODY);
            assertThat(answer)
                    .startsWith("HTTP/1.1 201 ")
                    .contains("X-Two: a", "X-Two: b", "Content-Type: application/json", "Content-Length: 13")
                    .doesNotContain("keep-alive")
                    .endsWith("\r\n\r\n{\"data\":true}");
        }
        assertThat(panel.executed).hasValue(0);
    }

    @Test
    void answersAlsoWhatComesInChunks() throws Exception {
        start();
        panel.store.end(KEY, claimAsMessage(KEY), ANSWER, WINDOW);
        byte[] body = PlainPanel.BODY.getBytes(StandardCharsets.UTF_8);
        assertThat(panel.pushChunked("token=secret&node_type=vless&node_id=1", body, 3))
                .startsWith("HTTP/1.1 201 ");
        assertThat(panel.executed).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitsForTheMessageThatStillRuns(boolean holdsAThread) throws Exception {
        if (holdsAThread) {
            panel.synchronous();
        }
        start();
        String id = claimAsMessage(KEY);
        List<CompletableFuture<String>> repeated = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            repeated.add(pushLater());
        }
        await().until(() -> panel.memory.most > 0 && panel.memory.used.get() == 0);
        assertThat(repeated).noneMatch(CompletableFuture::isDone);
        panel.store.end(KEY, id, ANSWER, WINDOW);
        for (CompletableFuture<String> answer : repeated) {
            assertThat(answer).succeedsWithin(WINDOW).asString().startsWith("HTTP/1.1 201 ");
        }
        assertThat(panel.executed).hasValue(0);
    }

    @Test
    void holdsNoThreadWhileItWaits() throws Exception {
        start();
        String id = claimAsMessage(KEY);
        List<Socket> waiting = new ArrayList<>();
        byte[] head = PlainPanel.head(PlainPanel.NODE, "Content-Length: " + PlainPanel.BODY.length());
        for (int i = 0; i < 3 * PlainPanel.THREADS; i++) {
            Socket socket = panel.connect();
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(PlainPanel.BODY.getBytes(StandardCharsets.UTF_8));
            waiting.add(socket);
        }
        assertThat(panel.push("another")).endsWith("executed");
        panel.store.end(KEY, id, ANSWER, WINDOW);
        for (Socket socket : waiting) {
            assertThat(PlainPanel.read(socket)).startsWith("HTTP/1.1 201 ");
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answers409WhenTheMessageTakesTooLong(boolean holdsAThread) throws Exception {
        if (holdsAThread) {
            panel.synchronous();
        }
        panel.timeout = Duration.ofMillis(50);
        start();
        String id = claimAsMessage(KEY);
        assertThat(panel.push(PlainPanel.BODY)).startsWith("HTTP/1.1 409 ").contains(Outcome.UNKNOWN_TEXT);
        panel.store.end(KEY, id, ANSWER, WINDOW);
        assertThat(panel.push(PlainPanel.BODY)).startsWith("HTTP/1.1 201 ");
        assertThat(panel.executed).hasValue(0);
    }

    @Test
    void answers409WhenTheAnswerWasNotKept() throws Exception {
        start();
        panel.store.end(KEY, claimAsMessage(KEY), new Outcome.Unknown(), WINDOW);
        assertThat(panel.push(PlainPanel.BODY)).startsWith("HTTP/1.1 409 ").contains(Outcome.UNKNOWN_TEXT);
        assertThat(panel.executed).hasValue(0);
    }

    @Test
    void mindsNothingWhenTheClientHasGoneMeanwhile() throws Exception {
        start();
        String id = claimAsMessage(KEY);
        try (Socket gone = panel.connect()) {
            gone.getOutputStream()
                    .write(PlainPanel.head(PlainPanel.NODE, "Content-Length: " + PlainPanel.BODY.length()));
            gone.getOutputStream().write(PlainPanel.BODY.getBytes(StandardCharsets.UTF_8));
            await().until(() -> panel.memory.most > 0 && panel.memory.used.get() == 0);
            gone.setSoLinger(true, 0);
        }
        panel.store.end(KEY, id, ANSWER, WINDOW);
        assertThat(panel.push(PlainPanel.BODY)).startsWith("HTTP/1.1 201 ");
    }

    @Test
    void executesWhatIsNotTheSame() throws Exception {
        start();
        panel.store.end(KEY, claimAsMessage(KEY), ANSWER, WINDOW);
        assertThat(panel.push("{\"1\":[10,21]}")).endsWith("executed");
        assertThat(panel.pushAs(PlainPanel.NODE + "&x=1", PlainPanel.BODY)).endsWith("executed");
        assertThat(panel.pushAs("node_id=1&node_type=vless&token=guess", PlainPanel.BODY))
                .endsWith("executed");
        assertThat(panel.push(PlainPanel.BODY, "Authorization: Bearer a")).endsWith("executed");
        assertThat(panel.push(PlainPanel.BODY, "Cookie: a=b")).endsWith("executed");
        assertThat(panel.push(PlainPanel.BODY)).startsWith("HTTP/1.1 201 ");
        assertThat(panel.executed).hasValue(5);
    }

    @Test
    void neverTakesAnEmptyReportForARepetition() throws Exception {
        start();
        panel.openSince = Arrival.now();
        ReplayKey empty = PlainPanel.key("{}");
        panel.store.end(empty, claimAsMessage(empty), ANSWER, WINDOW);
        assertThat(panel.push("{}")).endsWith("executed");
        assertThat(panel.push("")).endsWith("executed");
        assertThat(panel.store.size()).isEqualTo(1);
    }

    @Test
    void notesWhatItExecutesForMessagesThatAreLate() throws Exception {
        start();
        panel.openSince = Arrival.now();
        long before = Arrival.now();
        assertThat(panel.push(PlainPanel.BODY)).endsWith("executed");
        assertThat(lateMessage()).isEqualTo(new Claim.NeedsProof());
        assertThat(panel.store.claim(KEY, new Arrival("late", before, before, 0)))
                .isEqualTo(new Claim.Overtaken());
        assertThat(panel.push(PlainPanel.BODY)).as("another over HTTP").endsWith("executed");
        assertThat(panel.store.claim(KEY, new Arrival("new", Arrival.now(), Arrival.now(), 0)))
                .isInstanceOf(Claim.Execute.class);
    }

    @Test
    void tellsALateMessageNotToRunBesideWhatItExecutes() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        CompletableFuture<Void> called = new CompletableFuture<>();
        panel.start((request, response) -> {
            called.complete(null);
            gate.join();
        });
        panel.openSince = Arrival.now();
        CompletableFuture<String> answer = pushLater();
        called.join();
        Claim late = lateMessage();
        assertThat(late).isInstanceOf(Claim.Repeats.class);
        gate.complete(null);
        assertThat(((Claim.Repeats) late).outcome().toCompletableFuture())
                .succeedsWithin(WINDOW)
                .isEqualTo(new Outcome.Elsewhere(true));
        assertThat(answer.join()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void remembersNothingWhereNoMessageCanBeLate() throws Exception {
        CompletableFuture<Void> executing = new CompletableFuture<>();
        panel.start((request, response) -> {
            executing.complete(null);
            // The only connection has been opened after this came.
            panel.openSince = Arrival.now();
        });
        assertThat(panel.push(PlainPanel.BODY)).startsWith("HTTP/1.1 200 ");
        panel.openSince = Arrival.now();
        assertThat(panel.push(PlainPanel.BODY)).startsWith("HTTP/1.1 200 ");
        assertThat(executing).isDone();
        await().until(() -> panel.store.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"200,true", "204,true", "302,false", "401,false", "404,false", "500,true", "503,true"})
    void remembersWhatThePanelHasNotRefused(int status, boolean remembered) throws Exception {
        panel.start((request, response) -> {
            if (status < 400) {
                response.setStatus(status);
            } else {
                response.sendError(status);
            }
        });
        panel.openSince = Arrival.now();
        assertThat(panel.push(PlainPanel.BODY)).startsWith("HTTP/1.1 " + status);
        await().until(() -> panel.store.size() == (remembered ? 1 : 0));
        assertThat(lateMessage()).isInstanceOf(remembered ? Claim.NeedsProof.class : Claim.Execute.class);
    }

    @ParameterizedTest
    @CsvSource({"200,true", "403,false", "500,true"})
    void remembersWhatAnAsynchronousServletHasNotRefused(int status, boolean remembered) throws Exception {
        AtomicInteger cycles = new AtomicInteger();
        panel.start((request, response) -> {
            AsyncContext async = request.startAsync();
            if (cycles.incrementAndGet() < 3) {
                async.start(async::dispatch);
            } else {
                async.start(() -> {
                    response.setStatus(status);
                    async.complete();
                });
            }
        });
        panel.openSince = Arrival.now();
        assertThat(panel.push(PlainPanel.BODY)).startsWith("HTTP/1.1 " + status);
        await().until(() -> panel.store.size() == (remembered ? 1 : 0) && panel.memory.used.get() == 0);
        assertThat(lateMessage()).isInstanceOf(remembered ? Claim.NeedsProof.class : Claim.Execute.class);
    }

    @Test
    void remembersWhatAServletCompletesBeforeItReturns() throws Exception {
        panel.start((request, response) -> request.startAsync().complete());
        panel.openSince = Arrival.now();
        assertThat(panel.push(PlainPanel.BODY)).startsWith("HTTP/1.1 200 ");
        await().until(() -> lateMessage().equals(new Claim.NeedsProof()));
    }

    @Test
    void remembersWhatEndedInAnExceptionOrInATimeout() throws Exception {
        panel.start((request, response) -> {
            if (panel.executed.get() == 2) {
                request.startAsync().setTimeout(1);
            } else {
                throw new StackOverflowError("on purpose");
            }
        });
        panel.openSince = Arrival.now();
        for (int i = 0; i < 2; i++) {
            assertThat(panel.push(PlainPanel.BODY)).startsWith("HTTP/1.1 500 ");
            await().until(() -> lateMessage().equals(new Claim.NeedsProof()));
        }
        assertThat(panel.executed).hasValue(2);
    }

    @Test
    void tellsAMessageThatWaitsOfARefusal() throws Exception {
        CompletableFuture<Claim> message = new CompletableFuture<>();
        panel.start((request, response) -> {
            message.complete(lateMessage());
            response.sendError(403);
        });
        panel.openSince = Arrival.now();
        assertThat(panel.push(PlainPanel.BODY)).startsWith("HTTP/1.1 403 ");
        assertThat(((Claim.Repeats) message.join()).outcome().toCompletableFuture())
                .succeedsWithin(WINDOW)
                .isEqualTo(new Outcome.Elsewhere(false));
        assertThat(lateMessage()).isInstanceOf(Claim.Execute.class);
    }

    @Test
    void passesOnUnguardedWhatItCannotRead() throws Exception {
        start();
        panel.openSince = Arrival.now();
        panel.memory.limit = 0;
        assertThat(panel.push(PlainPanel.BODY)).endsWith("executed");
        panel.memory.limit = 64 << 20;
        assertThat(panel.push("x".repeat(KeyedBody.MAX + 1))).endsWith("executed");
        assertThat(panel.store.isEmpty()).isTrue();
    }

    @Test
    void leavesAStrangersRequestAloneUntilItIsAskedFor() throws Exception {
        panel.start((request, response) -> response.getWriter().print(panel.memory.most));
        panel.openSince = Arrival.now();
        panel.store.end(KEY, claimAsMessage(KEY), ANSWER, WINDOW);
        assertThat(panel.pushAs("node_id=1&node_type=vless&token=guess", PlainPanel.BODY))
                .endsWith("\r\n0");
        assertThat(panel.store.size()).isEqualTo(1);
    }
}
