package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A servlet that reads without blocking, with the guard looking at its request before it or not. */
class KeyedReadListenerTest {

    private static final String KEY = "io.panelws.jetty.requestKey";

    private final PlainPanel panel = new PlainPanel();

    private void guardLooks(boolean looks) {
        panel.openSince = looks ? Arrival.now() : 0;
    }

    @AfterEach
    void stop() {
        await().untilAsserted(() -> assertThat(panel.memory.used).hasValue(0));
        panel.close();
    }

    private static String keyOf(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(KEY));
    }

    private String pushed(String body) throws IOException {
        return PlainPanel.bodyOf(panel.push(body));
    }

    /** Echoes without blocking, and says the key when it has read everything. */
    private static final class Echo implements ReadListener {

        private final AsyncContext async;
        private final HttpServletRequest request;
        private final ServletInputStream body;
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final StringBuilder events = new StringBuilder();
        private final boolean failing;

        Echo(HttpServletRequest request, boolean failing) throws IOException {
            this.request = request;
            this.failing = failing;
            this.async = request.startAsync();
            this.body = request.getInputStream();
            body.setReadListener(this);
        }

        @Override
        public void onDataAvailable() throws IOException {
            if (failing) {
                throw new IllegalStateException("the listener's own");
            }
            byte[] buffer = new byte[1000];
            while (body.isReady() && !body.isFinished()) {
                int count = body.read(buffer);
                read.write(buffer, 0, Math.max(count, 0));
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            events.append("all read");
            finish(read.toString(StandardCharsets.UTF_8));
        }

        @Override
        public void onError(Throwable failure) {
            try {
                finish(failure.getMessage());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private void finish(String text) throws IOException {
            HttpServletResponse response = (HttpServletResponse) async.getResponse();
            response.getWriter().print(text + " " + events + " " + request.getAttribute(KEY));
            async.complete();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isThereBesideAReadListener(boolean looks) throws Exception {
        guardLooks(looks);
        panel.start((request, response) -> new Echo(request, false));
        String body = "x".repeat(100_000);
        assertThat(pushed(body)).isEqualTo(body + " all read " + PlainPanel.requestKey(body));
        String other = "y".repeat(100_000);
        assertThat(PlainPanel.bodyOf(panel.pushChunked(PlainPanel.NODE, other.getBytes(StandardCharsets.UTF_8), 3000)))
                .isEqualTo(other + " all read " + PlainPanel.requestKey(other));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesAReadListenerWhatHasBeenReadForTheKey(boolean looks) throws Exception {
        guardLooks(looks);
        panel.start((request, response) -> {
            request.getInputStream().read();
            response.setHeader("X-Key", keyOf(request));
            new Echo(request, false);
        });
        String key = PlainPanel.requestKey(PlainPanel.BODY);
        String rest = PlainPanel.BODY.substring(1);
        assertThat(panel.push(PlainPanel.BODY)).contains("X-Key: " + key).endsWith(rest + " all read " + key);
        byte[] bytes = PlainPanel.BODY.getBytes(StandardCharsets.UTF_8);
        assertThat(panel.pushChunked(PlainPanel.NODE, bytes, 5))
                .contains("X-Key: " + key)
                .endsWith(rest + " all read " + key);
    }

    @Test
    void givesAReadListenerWhatHasBeenReadAndThenTheRest() throws Exception {
        panel.start((request, response) -> {
            keyOf(request);
            new Echo(request, false);
        });
        byte[] body = "x".repeat(3_000_000).getBytes(StandardCharsets.UTF_8);
        assertThat(PlainPanel.bodyOf(panel.pushChunked(PlainPanel.NODE, body, 100_000)))
                .hasSize(body.length + " all read null".length())
                .endsWith("x all read null");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tellsAReadListenerOfItsOwnExceptions(boolean looks) throws Exception {
        guardLooks(looks);
        panel.start((request, response) -> new Echo(request, true));
        assertThat(pushed(PlainPanel.BODY)).startsWith("the listener's own");
        assertThat(PlainPanel.bodyOf(panel.pushChunked(PlainPanel.NODE, "other".getBytes(StandardCharsets.UTF_8), 5)))
                .startsWith("the listener's own");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void doesNotWaitForTheRestBesideAReadListener(boolean looks) throws Exception {
        guardLooks(looks);
        CompletableFuture<String> early = new CompletableFuture<>();
        panel.start((request, response) -> {
            new Echo(request, false);
            early.complete(keyOf(request));
        });
        try (Socket slow = panel.connect()) {
            slow.getOutputStream().write(PlainPanel.head(PlainPanel.NODE, "Content-Length: 2"));
            slow.getOutputStream().write('1');
            if (!looks) {
                assertThat(early).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("null");
            }
            slow.getOutputStream().write('2');
            assertThat(PlainPanel.read(slow)).endsWith("12 all read " + PlainPanel.requestKey("12"));
        }
    }
}
