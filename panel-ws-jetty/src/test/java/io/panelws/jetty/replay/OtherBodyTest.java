package io.panelws.jetty.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.jetty.testing.RawNode;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While a POST is in doubt, another one to the same path, over plain HTTP, is looked at; its servlet notices nothing. */
class OtherBodyTest {

    private static final String NODE = "node_id=1&node_type=vless&token=secret";

    private final AtomicInteger executed = new AtomicInteger();
    private final TestPanel panel = new TestPanel();

    @BeforeEach
    void start() {
        panel.servlet("/async", Servlets.of((request, response) -> {
                    executed.incrementAndGet();
                    AsyncContext async = request.startAsync();
                    async.start(() -> echo(async));
                }))
                .servlet("/dispatched", Servlets.of((request, response) -> {
                    if (request.getDispatcherType() == DispatcherType.ASYNC) {
                        request.getInputStream().transferTo(response.getOutputStream());
                    } else {
                        executed.incrementAndGet();
                        request.startAsync().dispatch();
                    }
                }))
                .servlet("/available", Servlets.of((request, response) -> {
                    executed.incrementAndGet();
                    response.getWriter().print(request.getInputStream().available());
                }))
                .servlet("/reader", Servlets.of((request, response) -> {
                    executed.incrementAndGet();
                    int first = request.getReader().read();
                    response.getWriter()
                            .print((char) first + request.getReader().readLine());
                }))
                .servlet("/both", Servlets.of((request, response) -> {
                    executed.incrementAndGet();
                    both(request, response);
                }))
                .start();
    }

    private static void echo(AsyncContext async) {
        try {
            async.getRequest().getInputStream().transferTo(async.getResponse().getOutputStream());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        async.complete();
    }

    private static void both(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getInputStream();
        try {
            request.getReader();
            response.getWriter().print("both");
        } catch (IllegalStateException e) {
            response.getWriter().print("not both");
        }
    }

    @AfterEach
    void stop() {
        panel.close();
    }

    private String http(String path) throws IOException {
        byte[] body = "the body".getBytes(StandardCharsets.UTF_8);
        String answer = panel.http("POST " + path + "?" + NODE + " HTTP/1.1", body, "Content-Type: text/plain");
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private void isAnsweredInDoubtAsWithout(String path) throws Exception {
        String without = http(path);
        try (RawNode lost = RawNode.connect(panel.port(), NODE)) {
            lost.sendText("{\"method\":\"POST\",\"path\":\"" + path + "\",\"body\":\"eyIxIjpbMSwyXX0=\"}");
            await().until(() -> executed.get() == 2);
        }
        assertThat(http(path)).isEqualTo(without).isNotEmpty();
        assertThat(executed).hasValue(3);
    }

    @Test
    void byAnotherThread() throws Exception {
        isAnsweredInDoubtAsWithout("/async");
    }

    @Test
    void behindADispatch() throws Exception {
        isAnsweredInDoubtAsWithout("/dispatched");
    }

    @Test
    void byAServletThatAsksHowMuchIsThere() throws Exception {
        isAnsweredInDoubtAsWithout("/available");
    }

    @Test
    void byAServletThatAsksForTheReaderTwice() throws Exception {
        isAnsweredInDoubtAsWithout("/reader");
    }

    @Test
    void byAServletThatAsksForStreamAndReader() throws Exception {
        isAnsweredInDoubtAsWithout("/both");
    }
}
