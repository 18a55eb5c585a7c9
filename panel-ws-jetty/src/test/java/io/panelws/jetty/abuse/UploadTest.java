package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uploads over plain HTTP reach their servlets as they come, whatever connections of nodes or strangers do meanwhile. */
class UploadTest extends SmallPanel {

    private static final String STRANGER = "a=b";
    private static final int CHUNKS = 48;

    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final AtomicInteger busy = new AtomicInteger();
    private RawNode node;
    private final AtomicLong read = new AtomicLong();

    @BeforeEach
    void start() {
        panel.servlet("/busy", Servlets.of((request, response) -> {
                    busy.incrementAndGet();
                    gate.join();
                }))
                .servlet("/refusing", Servlets.of((request, response) -> {
                    started.complete(null);
                    response.setStatus(401);
                }))
                .servlet("/reading", Servlets.of((request, response) -> {
                    started.complete(null);
                    response.getWriter()
                            .print("read "
                                    + request.getInputStream().transferTo(java.io.OutputStream.nullOutputStream()));
                }))
                .servlet("/listening", Servlets.of((request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.setTimeout(0);
                    request.getInputStream().setReadListener(new Counting(request.getInputStream(), async));
                    started.complete(null);
                }))
                .start();
    }

    private final class Counting implements ReadListener {

        private final ServletInputStream in;
        private final AsyncContext async;

        Counting(ServletInputStream in, AsyncContext async) {
            this.in = in;
            this.async = async;
        }

        @Override
        public void onDataAvailable() throws IOException {
            byte[] buffer = new byte[8192];
            while (in.isReady() && !in.isFinished()) {
                int count = in.read(buffer);
                if (count > 0) {
                    read.addAndGet(count);
                }
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            async.getResponse().getWriter().print("read " + read.get());
            async.complete();
        }

        @Override
        public void onError(Throwable failure) {
            async.complete();
        }
    }

    /** Opens a connection that has a request in progress. */
    private void keepBusy(String query) throws Exception {
        node = RawNode.connect(panel.port(), query);
        node.sendText(Message.get("/busy"));
        await().until(() -> busy.get() == 1);
    }

    @AfterEach
    void leave() throws Exception {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        STRANGER + ",x=y,application/octet-stream",
        STRANGER + ",x=y,application/json",
        STRANGER + ",x=y,application/x-www-form-urlencoded",
        STRANGER + ",x=y,multipart/form-data; boundary=b",
        NODE + ",node_id=1&node_type=vless&token=wrong,application/json",
        NODE + ",node_id=1&node_type=vless&token=wrong,multipart/form-data; boundary=b",
    })
    void reachAServletThatRefusesBeforeTheyHaveBeenSent(String connection, String query, String type) throws Exception {
        keepBusy(connection);
        try (Upload upload = new Upload(panel.port(), "/refusing?" + query, type)) {
            upload.send(CHUNKS);
            assertThat(started).as("the servlet has been called").succeedsWithin(SOON);
            assertThat(upload.answer()).startsWith("HTTP/1.1 401 ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        STRANGER + ",x=y,application/octet-stream",
        STRANGER + ",x=y,application/x-www-form-urlencoded",
        STRANGER + ",x=y,multipart/form-data; boundary=b",
        NODE + ",node_id=1&node_type=vless&token=wrong,application/octet-stream",
        NODE + "," + NODE + ",application/octet-stream",
    })
    void reachAServletThatReadsBeforeTheyHaveBeenSent(String connection, String query, String type) throws Exception {
        keepBusy(connection);
        try (Upload upload = new Upload(panel.port(), "/reading?" + query, type)) {
            CompletableFuture<Void> sent = upload.send(CHUNKS);
            assertThat(started).as("the servlet has been called").succeedsWithin(SOON);
            assertThat(sent).succeedsWithin(SOON);
            assertThat(upload.send(CHUNKS)).succeedsWithin(SOON);
            upload.end();
            assertThat(upload.answer()).startsWith("HTTP/1.1 200 ").contains("read " + 2 * CHUNKS * (64 << 10));
        }
    }

    @ParameterizedTest
    @CsvSource({STRANGER + ",x=y", NODE + ",node_id=1&node_type=vless&token=wrong"})
    void areReadWithoutAThreadThatWaits(String connection, String query) throws Exception {
        keepBusy(connection);
        try (Upload upload = new Upload(panel.port(), "/listening?" + query, "application/octet-stream")) {
            upload.send(CHUNKS);
            assertThat(started)
                    .as("the service method has returned from setting its listener")
                    .succeedsWithin(SOON);
            await().atMost(SOON).until(() -> read.get() == CHUNKS * (64L << 10));
            assertThat(upload.send(1)).succeedsWithin(SOON);
            upload.end();
            assertThat(upload.answer()).contains("read " + (CHUNKS + 1) * (64 << 10));
        }
    }

    @Test
    void areReadByAListenerAlsoWhereTheyAreANodesAndSmall() throws Exception {
        keepBusy(NODE);
        assertThat(http("POST", "/listening?" + NODE, Message.REPORT))
                .startsWith("HTTP/1.1 200 ")
                .contains("read " + Message.REPORT.length());
    }
}
