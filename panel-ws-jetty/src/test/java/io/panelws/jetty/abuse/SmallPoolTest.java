package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import jakarta.servlet.AsyncContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending, reading, pinging and deadlines hold no thread, so peers cannot take them all. */
class SmallPoolTest extends SmallPanel {

    private static final int ANSWER = 128 << 10;
    private static final int AT_ONCE = 8;
    private static final int ROUNDS = 5;
    private static final int STRANGERS = 24;
    private static final Pattern ID = Pattern.compile("\"id\":([0-9]+)");

    private void startWithLargeAnswers() {
        panel.servlet("/large", Servlets.of((request, response) -> {
                    OutputStream out = response.getOutputStream();
                    for (int written = 0; written < ANSWER; written += 32 << 10) {
                        out.write(new byte[32 << 10]);
                    }
                }))
                .start();
    }

    /** Asks for large answers side by side, again and again; the ids that were answered, each with a whole body. */
    private Set<Integer> largeAnswers(int nodeId) throws IOException {
        Set<Integer> answered = new TreeSet<>();
        try (RawNode node = node(nodeId)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 1; i <= AT_ONCE; i++) {
                    node.sendText(Message.get(round * AT_ONCE + i, "/large"));
                }
                for (int i = 0; i < AT_ONCE; i++) {
                    String text = answer(node);
                    assertThat(text).contains("\"status\":200").hasSizeGreaterThan(ANSWER * 4 / 3);
                    Matcher id = ID.matcher(text);
                    assertThat(id.find()).isTrue();
                    answered.add(Integer.parseInt(id.group(1)));
                }
            }
        }
        return answered;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void answersLargeAnswersSideBySide(int nodes) throws Exception {
        startWithLargeAnswers();
        ExecutorService readers = Executors.newFixedThreadPool(nodes);
        try {
            List<CompletableFuture<Set<Integer>>> all = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                int nodeId = i;
                all.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return largeAnswers(nodeId);
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        },
                        readers));
            }
            for (CompletableFuture<Set<Integer>> one : all) {
                assertThat(one)
                        .as("the answers to requests of a node, eight at a time")
                        .succeedsWithin(SOON)
                        .satisfies(ids -> assertThat(ids).hasSize(ROUNDS * AT_ONCE));
            }
            assertHttpIsServed();
        } finally {
            readers.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void servesHttpWhileStrangersSendFarAheadAndForgetsThemWhenTheyHaveGone(boolean withIds) throws Exception {
        panel.start();
        List<Socket> strangers = new ArrayList<>();
        for (int i = 0; i < STRANGERS; i++) {
            strangers.add(farAhead("node_id=" + i, withIds));
        }
        assertHttpIsServed();
        for (Socket stranger : strangers) {
            stranger.setSoLinger(true, 0);
            stranger.close();
        }
        assertHttpIsServed();
        awaitConnections(0);
        assertHttpIsServed();
    }

    /** The handshake and 200 requests in one write; nothing is read. */
    private Socket farAhead(String query, boolean withIds) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(("GET /any?" + query + " HTTP/1.1\r\nHost: panel\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        for (int i = 1; i <= 200; i++) {
            byte[] payload = Message.get(withIds ? i : 0, "/small").getBytes(StandardCharsets.US_ASCII);
            all.write(0x81);
            all.write(0x80 | payload.length);
            all.writeBytes(new byte[4]);
            all.writeBytes(payload);
        }
        Socket socket = new Socket("127.0.0.1", panel.port());
        socket.getOutputStream().write(all.toByteArray());
        return socket;
    }

    @Test
    void servesHttpWhilePingsToManyPeersAreStuck() throws Exception {
        panel.connector().setAcceptedSendBufferSize(4096);
        panel.connector().setAcceptedReceiveBufferSize(16_384);
        panel.options(o -> o.keepAlive(Duration.ofMillis(50)).writeTimeout(Duration.ofSeconds(60)))
                .start();
        List<DeafPeer> peers = new ArrayList<>();
        try (RawNode reader = node()) {
            for (int i = 0; i < 30; i++) {
                peers.add(DeafPeer.connect(panel.port(), "node_id=" + i));
            }
            peers.forEach(DeafPeer::beginToFlood);
            DeafPeer.awaitStuck(peers);
            assertHttpIsServed();
            assertTimeoutPreemptively(
                    SOON,
                    () -> {
                        for (int i = 0; i < 20; i++) {
                            assertThat(reader.readFrame().opcode()).isEqualTo(PING);
                        }
                    },
                    "a node that reads gets no pings");
            assertHttpIsServed();
        } finally {
            for (DeafPeer peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void answersEveryRequestAboutInTimeWhenMoreWaitThanThereAreThreads() throws Exception {
        panel.options(o -> o.requestTimeout(Duration.ofMillis(500)))
                .servlet("/slow", Servlets.of((request, response) -> aSecondOfWork()))
                .start();
        List<RawNode> nodes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            nodes.add(node(i));
        }
        try {
            // A second for those that run, half of one for the deadline: 64 requests one behind the other take eight.
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                for (RawNode node : nodes) {
                    for (int id = 1; id <= AT_ONCE; id++) {
                        node.sendText(Message.get(id, "/slow"));
                    }
                }
                for (RawNode node : nodes) {
                    for (int i = 0; i < AT_ONCE; i++) {
                        assertThat(answer(node)).containsPattern("\"status\":(200|504)");
                    }
                }
            });
        } finally {
            for (RawNode node : nodes) {
                node.close();
            }
        }
        assertHttpIsServed();
    }

    private void aSecondOfWork() {
        try {
            gate.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // Done.
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void answers504AtTheDeadlineWhenNoThreadIsFree() throws Exception {
        CompletableFuture<AsyncContext> begun = new CompletableFuture<>();
        panel.options(o -> o.requestTimeout(Duration.ofMillis(1500)))
                .servlet("/never", Servlets.of((request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.setTimeout(0);
                    begun.complete(async);
                }))
                .servlet("/block", Servlets.of((request, response) -> gate.join()))
                .start();
        List<Socket> blockers = new ArrayList<>();
        try (RawNode node = node()) {
            node.sendText(Message.get("/never"));
            assertThat(begun).succeedsWithin(SOON);
            for (int i = 0; i < 20; i++) {
                Socket blocker = new Socket("127.0.0.1", panel.port());
                blocker.getOutputStream()
                        .write("GET /block HTTP/1.1\r\nHost: panel\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                blockers.add(blocker);
            }
            await().atMost(SOON).until(() -> pool.getQueueSize() > 0 && pool.getIdleThreads() == 0);
            assertTimeoutPreemptively(
                    SOON, () -> assertThat(answer(node)).contains("\"status\":504"), "no 504 without a free thread");
        } finally {
            for (Socket blocker : blockers) {
                blocker.close();
            }
        }
    }
}
