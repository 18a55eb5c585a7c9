package io.panelws.jetty.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.Inside;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.Test;

/** Asynchronous servlets that end late, twice or never do not touch the messages of others. */
class AsyncEndsTest extends SmallPanel {

    private final LinkedBlockingQueue<AsyncContext> open = new LinkedBlockingQueue<>();

    private PanelWsFilter start(PanelWsOptions.Builder options) {
        PanelWsFilter filter = new PanelWsFilter(options.build());
        panel.filter(new FilterHolder(filter))
                .servlet("/async", Servlets.of((request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.setTimeout(0);
                    open.add(async);
                }))
                .servlet("/timeout", Servlets.of((request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.setTimeout(50);
                    open.add(async);
                }))
                .servlet("/number", Servlets.of((request, response) -> response.getWriter()
                        .print(request.getParameter("n"))))
                .servlet("/tiny", Servlets.of((request, response) -> {
                    AsyncContext async = request.startAsync();
                    ServletOutputStream out = response.getOutputStream();
                    out.setWriteListener(new WriteListener() {
                        private int left = 200_000;

                        @Override
                        public void onWritePossible() throws IOException {
                            while (out.isReady()) {
                                if (left-- == 0) {
                                    async.complete();
                                    return;
                                }
                                out.write('x');
                                if (left % 3 == 0 && out.isReady()) {
                                    out.flush();
                                }
                            }
                        }

                        @Override
                        public void onError(Throwable failure) {
                            async.complete();
                        }
                    });
                }))
                .start();
        return filter;
    }

    @Test
    void aLateAnswerIsNotGivenToTheNextMessage() throws Exception {
        PanelWsFilter filter = start(PanelWsOptions.builder().requestTimeout(Duration.ofMillis(200)));
        try (RawNode node = node()) {
            for (int n = 0; n < 20; n++) {
                node.sendText(Message.get("/async"));
                assertThat(answer(node)).contains("\"status\":504");
                AsyncContext late = open.poll(10, TimeUnit.SECONDS);
                Thread other = new Thread(() -> {
                    try {
                        late.getResponse().getWriter().print("late");
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    late.complete();
                });
                other.start();
                for (int i = 0; i < 20; i++) {
                    String expected = java.util.Base64.getEncoder()
                            .encodeToString(("m" + n + "-" + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    node.sendText(Message.get("/number?n=m" + n + "-" + i));
                    assertThat(answer(node)).contains("\"status\":200", expected);
                }
                other.join();
            }
            await().atMost(SOON).until(() -> Inside.pendingBytes(filter) == 0);
        }
    }

    @Test
    void completingBehindATimeoutHarmsNobody() throws Exception {
        PanelWsFilter filter = start(PanelWsOptions.builder());
        try (RawNode node = node()) {
            for (int n = 0; n < 20; n++) {
                node.sendText(Message.get("/timeout"));
                assertThat(answer(node)).contains("\"status\":500");
                AsyncContext late = open.poll(10, TimeUnit.SECONDS);
                node.sendText(Message.get("/number?n=1"));
                try {
                    late.complete();
                } catch (RuntimeException e) {
                    // As the container likes.
                }
                assertThat(answer(node)).contains("\"status\":200");
            }
            await().atMost(SOON).until(() -> Inside.pendingBytes(filter) == 0);
        }
    }

    @Test
    void writesOfOneByteDoNotOverflowTheStack() throws Exception {
        start(PanelWsOptions.builder());
        try (RawNode node = node()) {
            node.sendText(Message.get("/tiny"));
            assertThat(answer(node)).contains("\"status\":200").hasSizeGreaterThan(260_000);
            node.sendText(Message.get(3, "/tiny"));
            assertThat(answer(node)).contains("\"status\":200").hasSizeGreaterThan(260_000);
        }
    }
}
