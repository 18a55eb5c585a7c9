package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key is an attribute; its servlet notices nothing else, whenever it asks, and however it reads. */
class KeyedRequestTest {

    private static final String KEY = "io.panelws.jetty.requestKey";
    private static final String UMLAUT = "{\"name\":\"äöü\"}";

    private final PlainPanel panel = new PlainPanel();

    /** How the guard looks at a request: not at all, or before its servlet. */
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isThereBeforeTheBodyIsRead(boolean looks) throws Exception {
        guardLooks(looks);
        panel.start((request, response) -> {
            response.getWriter().print(keyOf(request) + " ");
            response.getWriter().print(new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            response.getWriter().print(" " + keyOf(request));
        });
        String key = PlainPanel.requestKey(PlainPanel.BODY);
        assertThat(pushed(PlainPanel.BODY)).isEqualTo(key + " " + PlainPanel.BODY + " " + key);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isThereWhenPartOfTheBodyHasBeenRead(boolean looks) throws Exception {
        guardLooks(looks);
        panel.start((request, response) -> {
            ServletInputStream body = request.getInputStream();
            String start = new String(body.readNBytes(5), StandardCharsets.UTF_8);
            response.getWriter().print(keyOf(request) + " " + start + (char) body.read());
            response.getWriter().print(new String(body.readAllBytes(), StandardCharsets.UTF_8) + body.read());
        });
        assertThat(pushed(PlainPanel.BODY))
                .isEqualTo(PlainPanel.requestKey(PlainPanel.BODY) + " " + PlainPanel.BODY + "-1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isThereWhenTheBodyHasBeenRead(boolean looks) throws Exception {
        guardLooks(looks);
        panel.start((request, response) -> {
            request.getInputStream().transferTo(response.getOutputStream());
            response.getOutputStream().print(" " + keyOf(request));
        });
        assertThat(pushed(UMLAUT)).isEqualTo(UMLAUT + " " + PlainPanel.requestKey(UMLAUT));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isThereBesideAReader(boolean looks) throws Exception {
        guardLooks(looks);
        panel.start((request, response) -> {
            response.setCharacterEncoding("UTF-8");
            int first = request.getReader().read();
            String key = keyOf(request);
            response.getWriter().print((char) first + request.getReader().readLine() + " " + key);
        });
        String answer = panel.push(UMLAUT, "Content-Type: application/json;charset=utf-8");
        assertThat(PlainPanel.bodyOf(answer)).isEqualTo(UMLAUT + " " + PlainPanel.requestKey(UMLAUT));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesTheEncodingToTheServlet(boolean looks) throws Exception {
        guardLooks(looks);
        panel.start((request, response) -> {
            response.setCharacterEncoding("UTF-8");
            if (request.getHeader("X-Encoding") != null) {
                request.setCharacterEncoding(request.getHeader("X-Encoding"));
            }
            response.getWriter().print(request.getReader().readLine());
        });
        assertThat(PlainPanel.bodyOf(panel.push(UMLAUT, "Content-Type: text/plain", "X-Encoding: utf-8")))
                .isEqualTo(UMLAUT);
        assertThat(PlainPanel.bodyOf(panel.push("é", "Content-Type: text/plain")))
                .isEqualTo("Ã©");
        assertThat(PlainPanel.bodyOf(panel.push("é", "Content-Type: text/plain;charset=utf-8")))
                .isEqualTo("é");
        assertThat(panel.push(UMLAUT, "X-Encoding: none")).startsWith("HTTP/1.1 500 ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void letsTheServletTakeStreamOrReaderNotBoth(boolean looks) throws Exception {
        guardLooks(looks);
        panel.start((request, response) -> {
            boolean stream = request.getHeader("X-Stream") != null;
            try {
                Object one = stream ? request.getInputStream() : request.getReader();
                Object other = stream ? request.getReader() : request.getInputStream();
                response.getWriter().print(one + " and " + other);
            } catch (IllegalStateException e) {
                response.getWriter().print("not both");
            }
        });
        assertThat(pushed("text")).isEqualTo("not both");
        assertThat(PlainPanel.bodyOf(panel.push("text", "X-Stream: 1"))).isEqualTo("not both");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isThereForABodyInChunks(boolean looks) throws Exception {
        guardLooks(looks);
        panel.start((request, response) -> {
            String start = request.getHeader("X-Start");
            int skipped = request.getInputStream().readNBytes(100_000).length;
            String key = keyOf(request);
            int rest = request.getInputStream().readAllBytes().length;
            response.getWriter().print(skipped + "+" + rest + start + key);
        });
        String body = "x".repeat(KeyedBody.MAX);
        assertThat(PlainPanel.bodyOf(panel.pushChunked(PlainPanel.NODE, body.getBytes(StandardCharsets.UTF_8), 50_000)))
                .isEqualTo("100000+948576null" + PlainPanel.requestKey(body));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNotThereForALargerBodyWhichIsReadAllTheSame(boolean looks) throws Exception {
        guardLooks(looks);
        panel.start((request, response) -> {
            String before = keyOf(request);
            int length = request.getInputStream().readAllBytes().length;
            response.getWriter().print(before + length + keyOf(request));
        });
        int length = KeyedBody.MAX + 1;
        assertThat(pushed("x".repeat(length))).isEqualTo("null" + length + "null");
        assertThat(panel.memory.most).isZero();
        for (int chunked : new int[] {length, 5_000_000}) {
            assertThat(PlainPanel.bodyOf(panel.pushChunked(PlainPanel.NODE, new byte[chunked], 70_000)))
                    .isEqualTo("null" + chunked + "null");
        }
        assertThat(panel.memory.most).isLessThanOrEqualTo(length);
    }

    @Test
    void needsNoMemoryWhenTheServletReads() throws Exception {
        panel.start((request, response) -> {
            int length = request.getInputStream().readAllBytes().length;
            response.getWriter().print(length + keyOf(request));
        });
        String body = "x".repeat(1_000_000);
        assertThat(pushed(body)).isEqualTo("1000000" + PlainPanel.requestKey(body));
        assertThat(panel.memory.most).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNotThereWithoutMemoryForTheBodyWhichIsReadAllTheSame(boolean looks) throws Exception {
        guardLooks(looks);
        panel.memory.limit = 20_000;
        panel.start((request, response) -> {
            String before = keyOf(request);
            int length = request.getInputStream().readAllBytes().length;
            response.getWriter().print(before + length + keyOf(request));
        });
        assertThat(PlainPanel.bodyOf(panel.pushChunked(PlainPanel.NODE, new byte[50_000], 4000)))
                .isEqualTo("null50000null");
        panel.memory.limit = 0;
        assertThat(pushed(PlainPanel.BODY)).isEqualTo("null" + PlainPanel.BODY.length() + "null");
    }

    @Test
    void isNotThereForFormsAndThoseWhoAreNoNodesWhoseRequestsAreTheContainersOwn() throws Exception {
        guardLooks(true);
        panel.start((request, response) -> response.getWriter()
                .print(request.getParameter("a") + keyOf(request) + (request == panel.given.get())));
        assertThat(PlainPanel.bodyOf(panel.push("a=1", "Content-Type: application/x-www-form-urlencoded")))
                .isEqualTo("1nulltrue");
        assertThat(PlainPanel.bodyOf(panel.push("", "Content-Type: multipart/form-data;boundary=b")))
                .isEqualTo("nullnulltrue");
        assertThat(PlainPanel.bodyOf(panel.pushAs("node_id=1&a=2", "text"))).isEqualTo("2nulltrue");
    }

    @Test
    void leavesLargeUploadsOfOthersUnreadUntilTheirServletReadsThem() throws Exception {
        guardLooks(true);
        CompletableFuture<Void> called = new CompletableFuture<>();
        panel.start((request, response) -> {
            called.complete(null);
            response.getWriter().print(request.getInputStream().readAllBytes().length);
        });
        for (String query : new String[] {"a=b", "node_type=v&node_id=1&token=stranger"}) {
            try (Socket upload = panel.connect()) {
                upload.getOutputStream().write(PlainPanel.head(query, "Transfer-Encoding: chunked"));
                assertThat(called).succeedsWithin(Duration.ofSeconds(20));
                assertThat(panel.memory.used).hasValue(0);
                upload.getOutputStream().write(PlainPanel.chunked(new byte[5_000_000], 60_000));
                assertThat(PlainPanel.bodyOf(PlainPanel.read(upload))).isEqualTo("5000000");
            }
        }
        assertThat(panel.memory.most).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void staysInAnAsynchronousRequestAndBehindADispatch(boolean looks) throws Exception {
        guardLooks(looks);
        panel.start((request, response) -> {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                request.getInputStream().transferTo(response.getOutputStream());
                response.getOutputStream().print(" " + keyOf(request));
            } else {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    response.setHeader("X-Key", keyOf((HttpServletRequest) async.getRequest()));
                    async.dispatch();
                });
            }
        });
        String key = PlainPanel.requestKey(PlainPanel.BODY);
        assertThat(panel.push(PlainPanel.BODY)).contains("X-Key: " + key).endsWith(PlainPanel.BODY + " " + key);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tellsHowMuchIsThere(boolean looks) throws Exception {
        guardLooks(looks);
        panel.start((request, response) -> {
            ServletInputStream body = request.getInputStream();
            String before = body.available() + "" + body.isReady() + body.isFinished();
            body.readAllBytes();
            response.getWriter().print(before + body.available() + body.isFinished());
        });
        assertThat(pushed("12345678")).isEqualTo("8truefalse0true");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesMemoryBackWhateverIsThrown(boolean looks) throws Exception {
        guardLooks(looks);
        panel.start((request, response) -> {
            keyOf(request);
            if (request.getHeader("X-Async") != null) {
                request.startAsync().setTimeout(1);
            } else {
                throw new StackOverflowError("on purpose");
            }
        });
        assertThat(panel.push(PlainPanel.BODY)).startsWith("HTTP/1.1 500 ");
        assertThat(panel.push("another", "X-Async: 1")).startsWith("HTTP/1.1 500 ");
        assertThat(panel.memory.most).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesABrokenBodyToTheServlet(boolean looks) throws Exception {
        guardLooks(looks);
        CompletableFuture<String> read = new CompletableFuture<>();
        panel.start((request, response) -> {
            String key = keyOf(request);
            ServletInputStream body = request.getInputStream();
            String start = new String(body.readNBytes(3), StandardCharsets.UTF_8);
            try {
                body.read();
            } catch (IOException | RuntimeException e) {
                read.complete(key + start + "broken");
            }
        });
        try (Socket broken = panel.connect()) {
            broken.getOutputStream().write(PlainPanel.head(PlainPanel.NODE, "Transfer-Encoding: chunked"));
            broken.getOutputStream().write("3\r\nabc\r\nnonsense\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(read).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("nullabcbroken");
        }
    }
}
