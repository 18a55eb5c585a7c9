package io.panelws.jetty.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.api.WsRequest;
import io.panelws.jetty.testing.Servlets;
import io.panelws.jetty.testing.TestPanel;
import io.panelws.jetty.testing.WsClient;
import jakarta.servlet.AsyncContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderTest {

    private final Map<String, AsyncContext> pending = new ConcurrentHashMap<>();
    private final AtomicInteger begun = new AtomicInteger();
    private TestPanel panel;

    @BeforeEach
    void start() {
        panel = new TestPanel()
                .options(o -> o.maxQueuedRequests(3).maxConcurrentRequests(2))
                .servlet("/now", Servlets.echo())
                .servlet("/later/*", Servlets.of((request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.setTimeout(0);
                    begun.incrementAndGet();
                    pending.put(request.getPathInfo().substring(1), async);
                }))
                .start();
    }

    @AfterEach
    void stop() {
        pending.values().forEach(AsyncContext::complete);
        panel.close();
    }

    private static WsRequest later(long id, String name) {
        return new WsRequest(id, "GET", "/later/" + name, Map.of(), new byte[0]);
    }

    private void complete(String name) throws Exception {
        await().until(() -> pending.containsKey(name));
        AsyncContext async = pending.remove(name);
        async.getResponse().getWriter().print(name);
        async.complete();
    }

    @Test
    void answersMessagesWithoutAnIdInTheirOrder() throws Exception {
        WsClient node = panel.connect();
        node.send(later(0, "a"))
                .send(later(0, "b"))
                .send("{\"method\":\"GET\",\"path\":\"/now\"}")
                .send("nonsense");
        await().until(() -> pending.containsKey("a"));
        assertThat(begun).hasValue(1);
        complete("a");
        assertThat(new String(node.response().body())).isEqualTo("a");
        complete("b");
        assertThat(new String(node.response().body())).isEqualTo("b");
        assertThat(node.response().status()).isEqualTo(200);
        assertThat(node.response().status()).isEqualTo(400);
    }

    @Test
    void answersMessagesWithAnIdAsTheyFinish() throws Exception {
        WsClient node = panel.connect();
        node.send(later(1, "a")).send(later(2, "b")).send(later(3, "c"));
        await().until(() -> pending.size() == 2);
        complete("b");
        assertThat(node.response().id()).isEqualTo(2);
        complete("c");
        assertThat(node.response().id()).isEqualTo(3);
        complete("a");
        assertThat(node.response().id()).isEqualTo(1);
    }

    @Test
    void neverRunsMessagesWithoutAnIdBesideOthers() throws Exception {
        WsClient node = panel.connect();
        node.send(later(1, "a")).send(later(0, "b")).send(later(2, "c"));
        await().until(() -> pending.containsKey("a"));
        assertThat(begun).hasValue(1);
        complete("a");
        complete("b");
        complete("c");
        assertThat(new String(node.response().body())).isEqualTo("a");
        assertThat(new String(node.response().body())).isEqualTo("b");
        assertThat(new String(node.response().body())).isEqualTo("c");
    }

    @Test
    void holdsNoThreadWhileAnAsynchronousServletWaits() throws Exception {
        int nodes = 300;
        for (int i = 0; i < nodes; i++) {
            panel.connect("/?node_id=" + i).send(later(0, "n" + i));
        }
        // More than the server has threads: 200.
        await().until(() -> pending.size() == nodes);
        assertThat(panel.connect("/?node_id=x").get("/now").status()).isEqualTo(200);
    }

    @Test
    void answersEveryMessageOfAClientThatSendsFarAhead() throws Exception {
        WsClient node = panel.connect();
        for (int i = 0; i < 20; i++) {
            node.send(later(0, "m" + i));
        }
        for (int i = 0; i < 20; i++) {
            complete("m" + i);
            assertThat(new String(node.response().body())).isEqualTo("m" + i);
        }
    }

    @Test
    void takesNoThreadOfAPanelForConnectionsThatSendFarAhead() throws Exception {
        for (int i = 0; i < 17; i++) {
            WsClient node = panel.connect("/?node_id=" + i);
            for (int message = 0; message < 5; message++) {
                node.send(later(0, i + "-" + message));
            }
        }
        await().until(() -> pending.size() == 17);
        assertThat(panel.connect("/?node_id=x").get("/now").status()).isEqualTo(200);
    }
}
