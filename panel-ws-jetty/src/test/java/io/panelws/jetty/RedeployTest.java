package io.panelws.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.panelws.api.WsRequest;
import io.panelws.jetty.testing.RawNode;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketConfiguration;
import org.eclipse.jetty.jmx.MBeanContainer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A WAR that is deployed again and again while nodes are connected leaves nothing of itself behind. */
class RedeployTest {

    private static final int ROUNDS = 100;
    private static final String WEB_XML =
            """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <listener>
                <listener-class>io.panelws.jetty.CuriousPanel</listener-class>
              </listener>
              <filter>
                <filter-name>panel-ws</filter-name>
                <filter-class>io.panelws.jetty.PanelWsFilter</filter-class>
              </filter>
              <filter-mapping>
                <filter-name>panel-ws</filter-name>
                <url-pattern>/*</url-pattern>
              </filter-mapping>
            </web-app>
            """;
    private static final String PUSH = "{\"method\":\"POST\",\"path\":\"/index.html\",\"body\":\"e30=\"}";
    private static final String ASK = "{\"id\":1,\"method\":\"GET\",\"path\":\"/ask\"}";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ContextHandlerCollection contexts = new ContextHandlerCollection();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();

    @TempDir
    Path folder;

    private WebAppContext panel() throws IOException {
        WebAppContext panel = new WebAppContext();
        panel.setContextPath("/");
        panel.setBaseResourceAsPath(folder);
        panel.addConfiguration(new JakartaWebSocketConfiguration());
        panel.setExtraClasspath(
                String.join(";", classes(PanelWsFilter.class), classes(WsRequest.class), classes(CuriousPanel.class)));
        return panel;
    }

    private static String classes(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A node that never gives up: connects, pushes, is asked, connects again. */
    private Thread load(int id, AtomicBoolean stop) {
        Thread thread = new Thread(() -> {
            while (!stop.get()) {
                try (RawNode node =
                        RawNode.connect(connector.getLocalPort(), "node_id=" + id + "&node_type=vless&token=secret")) {
                    while (!stop.get()) {
                        node.sendText(PUSH);
                        node.readMessage();
                        node.sendText(ASK);
                        readAnswerAndQuestion(node);
                        answers.incrementAndGet();
                    }
                } catch (IOException e) {
                    Thread.yield();
                }
            }
        });
        thread.start();
        return thread;
    }

    /** Of two questions it answers one. */
    private void readAnswerAndQuestion(RawNode node) throws IOException {
        String message = node.readMessage();
        while (message.contains("\"method\"")) {
            if (questions.incrementAndGet() % 2 == 0) {
                String id = message.substring(0, message.indexOf(','));
                node.sendText(id + ",\"status\":200,\"body\":\"e30=\"}");
            }
            message = node.readMessage();
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        Files.createDirectories(folder.resolve("WEB-INF"));
        Files.writeString(folder.resolve("WEB-INF/web.xml"), WEB_XML);
        Files.writeString(folder.resolve("index.html"), "hello");
        MBeanServer mbeans = MBeanServerFactory.newMBeanServer();
        server.addBean(new MBeanContainer(mbeans));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(contexts);
        server.start();
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> nodes = List.of(load(1, stop), load(2, stop));
        try {
            List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
            int beans = 0;
            Set<ObjectName> registered = Set.of();
            for (int round = 0; round < ROUNDS; round++) {
                loaders.add(deployOnce());
                if (round == 0) {
                    beans = server.getContainedBeans(Object.class).size();
                    registered = mbeans.queryNames(null, null);
                }
            }
            assertThat(server.getContainedBeans(Object.class)).hasSizeLessThanOrEqualTo(beans + 20);
            assertThat(mbeans.queryNames(null, null)).hasSizeLessThanOrEqualTo(registered.size() + 20);
            assertThat(server.getConnectors()).hasSize(1);
            assertThat(server.getEventListeners()).hasSizeLessThan(10);
            // The last one may still be named by what the last request left in a thread.
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                System.gc();
                assertThat(loaders.stream().filter(loader -> loader.get() != null))
                        .hasSizeLessThanOrEqualTo(2);
            });
            // A listener may still be told of the last one's end.
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().contains("panel-ws")));
            assertThat(answers.get()).isGreaterThan(ROUNDS);
            assertThat(questions.get()).isGreaterThan(ROUNDS);
        } finally {
            stop.set(true);
            server.stop();
            for (Thread node : nodes) {
                node.join();
            }
        }
    }

    private WeakReference<ClassLoader> deployOnce() throws Exception {
        WebAppContext panel = panel();
        contexts.addHandler(panel);
        panel.start();
        int before = answers.get();
        await().until(() -> answers.get() > before + 2);
        ClassLoader loader = panel.getClassLoader();
        assertThat(loader.loadClass(PanelWsFilter.class.getName()).getClassLoader())
                .isSameAs(loader);
        panel.stop();
        contexts.removeHandler(panel);
        panel.destroy();
        return new WeakReference<>(loader);
    }
}
