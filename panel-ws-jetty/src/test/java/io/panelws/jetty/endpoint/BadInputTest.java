package io.panelws.jetty.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.panelws.api.WsResponse;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import io.panelws.jetty.testing.WsClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The design's table of bad input: each gets its answer, exactly one, and the connection goes on. */
class BadInputTest {

    private static TestPanel panel;

    @BeforeAll
    static void start() {
        panel = new TestPanel()
                .options(o -> o.maxMessageBytes(100_000)
                        .maxResponseBytes(50_000)
                        .maxHeaderCount(5)
                        .maxHeaderBytes(500))
                .servlet("/api/*", Servlets.echo())
                .servlet("/fails", Servlets.of((request, response) -> {
                    throw new IllegalStateException("on purpose");
                }))
                .servlet("/large", Servlets.of((request, response) -> {
                    byte[] body = new byte[Integer.parseInt(request.getParameter("bytes"))];
                    if (request.getParameter("declared") != null) {
                        response.setContentLength(body.length);
                    }
                    response.getOutputStream().write(body);
                }))
                .start();
    }

    @AfterAll
    static void stop() {
        panel.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            nonsense                                                       | 400
            ''                                                             | 400
            []                                                             | 400
            {"method":"GET","path":"/api/x"} x                             | 400
            {"method":"GET","method":"GET","path":"/api/x"}                | 400
            {"method":1,"path":"/api/x"}                                   | 400
            {"method":"GET","path":"/api/x","body":"e30"}                  | 400
            {"method":"GET","path":"/api/x","headers":{"A":["\\r\\nB: 1"]}} | 400
            {"method":"GET","path":"/api/x","headers":{"A B":["1"]}}       | 400
            {"method":"GET","path":"/api/x","headers":{"A":["","","","","",""]}} | 400
            {"path":"/api/x"}                                              | 400
            {"method":"GET"}                                               | 400
            {"method":"GET","path":"api"}                                  | 400
            {"method":"GET","path":"http://127.0.0.1/api/x"}               | 400
            {"method":"GET","path":"/api/../x"}                            | 400
            {"method":"GET","path":"/api/%2e%2e/x"}                        | 400
            {"method":"GET","path":"/api/a%2Fb"}                           | 400
            {"method":"GET","path":"/api//x"}                              | 400
            {"method":"GET","path":"/api/x?node_id=2"}                     | 400
            {"method":"TRACE","path":"/api/x"}                             | 405
            {"method":"CONNECT","path":"/api/x"}                           | 405
            {"method":"get","path":"/api/x"}                               | 405
            {"method":"GET","path":"/elsewhere"}                           | 404
            {"method":"GET","path":"/fails"}                               | 500
            {"method":"GET","path":"/large?bytes=50001&declared"}          | 500
            """)
    void isAnsweredOnceAndTheConnectionGoesOn(String message, int status) {
        WsClient node = panel.connect();
        WsResponse response = node.exchange(message == null ? "" : message);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).isNotEmpty();
        assertThat(node.get("/api/x").status()).isEqualTo(200);
        assertThat(node.hasText()).isFalse();
    }

    @Test
    void namesTheAllowedMethods() {
        WsResponse response = panel.connect().exchange("{\"method\":\"TRACE\",\"path\":\"/api/x\"}");
        assertThat(response.headers()).containsEntry("Allow", List.of("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"));
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .hasLineCount(1)
                .contains("GET");
    }

    @Test
    void repeatsTheIdOfABadMessage() {
        assertThat(panel.connect()
                        .exchange("{\"id\":7,\"method\":\"TRACE\",\"path\":\"/\"}")
                        .id())
                .isEqualTo(7);
        assertThat(panel.connect().exchange("{\"id\":7,\"method\":1}").id()).isEqualTo(7);
    }

    @Test
    void closesOnAMessageOverTheLimit() {
        char[] large = new char[100_001];
        Arrays.fill(large, ' ');
        WsClient node = panel.connect();
        node.send(new String(large));
        assertThat(node.closeCode()).isEqualTo(1009);
    }

    @Test
    void closesOnABinaryMessage() {
        WsClient node = panel.connect();
        node.webSocket().sendBinary(ByteBuffer.allocate(10), true).join();
        assertThat(node.closeCode()).isEqualTo(1003);
    }

    @Test
    void closesWhenAResponseGrowsTooLargeOnItsWay() {
        WsClient node = panel.connect();
        node.send("{\"method\":\"GET\",\"path\":\"/large?bytes=200000\"}");
        assertThat(node.closeCode()).isEqualTo(1011);
        assertThat(node.hasText()).isFalse();
    }

    @Test
    void answersARequestPastItsDeadlineOnceAndDiscardsTheLateResponse() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        try (TestPanel slow = new TestPanel()
                .options(o -> o.requestTimeout(java.time.Duration.ofMillis(100)))
                .servlet("/api/*", Servlets.echo())
                .servlet("/slow", Servlets.of((request, response) -> {
                    await(release);
                    response.getOutputStream().write(new byte[100_000]);
                    late.countDown();
                }))
                .start()) {
            WsClient node = slow.connect();
            assertThat(node.get("/slow").status()).isEqualTo(504);
            assertThat(node.get("/api/x").status()).isEqualTo(200);
            release.countDown();
            assertThat(late.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(node.get("/api/y").status()).isEqualTo(200);
            assertThat(node.hasText()).isFalse();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
