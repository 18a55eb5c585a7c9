package io.panelws.jetty.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What large uploads to the web application hold while strangers keep connections busy: nothing of ours. */
class UploadMemoryTest {

    private static final int UPLOADS = 60;
    private static final int BYTES = 15 << 20;
    private static final byte[] CHUNK = new byte[64 << 10];
    private static final long LIMIT = 150L << 20;

    /** Of nobody, and of somebody who takes the name of a node and has a busy connection under it. */
    private static final List<String> QUERIES = List.of("a=b", "node_type=vless&node_id=1&token=guessed");

    @Test
    void ofThoseWhoAreNoNodes() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        AtomicInteger waiting = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(UPLOADS);
        List<RawNode> strangers = new ArrayList<>();
        try (TestPanel panel = new TestPanel()
                .servlet("/slow", Servlets.of((request, response) -> gate.join()))
                .servlet("/upload", Servlets.of((request, response) -> {
                    waiting.incrementAndGet();
                    gate.join();
                    response.setStatus(401);
                }))
                .start()) {
            for (String query : QUERIES) {
                RawNode stranger = RawNode.connect(panel.port(), query);
                stranger.sendText("{\"method\":\"GET\",\"path\":\"/slow\"}");
                strangers.add(stranger);
            }
            long before = Heap.used();
            for (int i = 0; i < UPLOADS; i++) {
                String query = QUERIES.get(i % QUERIES.size());
                clients.execute(() -> upload(panel.port(), query));
            }
            await().until(() -> waiting.get() == UPLOADS);
            long held = Heap.used() - before;
            System.out.printf(
                    "panel-ws upload memory: %d uploads of %d MiB hold %d MiB of heap%n",
                    UPLOADS, BYTES >> 20, held >> 20);
            assertThat(held).isLessThan(LIMIT);
            gate.complete(null);
        } finally {
            gate.complete(null);
            for (RawNode stranger : strangers) {
                stranger.close();
            }
            clients.shutdown();
        }
    }

    /** Writes until the panel takes no more or has taken all. */
    private static void upload(int port, String query) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String head = "POST /upload?" + query + " HTTP/1.1\r\nHost: panel\r\nTransfer-Encoding: chunked\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] size = (Integer.toHexString(CHUNK.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            byte[] end = "\r\n".getBytes(StandardCharsets.US_ASCII);
            for (int sent = 0; sent < BYTES; sent += CHUNK.length) {
                socket.getOutputStream().write(size);
                socket.getOutputStream().write(CHUNK);
                socket.getOutputStream().write(end);
            }
        } catch (IOException e) {
            // The panel has answered and closed.
        }
    }
}
