package io.panelws.testkit.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.panelws.api.WsRequest;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.testkit.node.Exchange;
import io.panelws.testkit.node.NodeClient;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.node.Transport;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a panel may be made of, and what is recorded of servlets that behave in their own ways. */
class PanelSourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final class Throwing extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException {
            throw new ServletException("broken on purpose");
        }
    }

    private static final class LateInPieces extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                try {
                    response.getOutputStream().print("one ");
                    response.flushBuffer();
                    response.getOutputStream().print(request.getReader().readLine());
                    async.complete();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    @Test
    void runsServletsOfOnesOwn() throws Exception {
        PanelSource source = PanelSource.servlets(context -> servlet(context, new LateInPieces(), "/late"));
        try (PanelServer server = PanelServer.start(source);
                RecordingPanel panel = server.open()) {
            Exchange exchange = ask(panel, "POST", "/late", "two");

            assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
            assertThat(exchange.text()).isEqualTo("one two");
            RecordedExchange recorded = panel.takeExchange(PATIENCE);
            assertThat(recorded.request().body().text()).isEqualTo("two");
            assertThat(recorded.response().body().text()).isEqualTo("one two");
        }
    }

    @Test
    void recordsTheErrorPageOfAServletThatThrows() throws Exception {
        PanelSource source = PanelSource.servlets(context -> servlet(context, new Throwing(), "/broken"));
        try (PanelServer server = PanelServer.start(source);
                RecordingPanel panel = server.open()) {
            Exchange exchange = ask(panel, "GET", "/broken", "");

            RecordedResponse recorded = panel.takeExchange(PATIENCE).response();
            assertThat(recorded.status()).isEqualTo(exchange.status()).isEqualTo(500);
            assertThat(recorded.body().text()).isEqualTo(exchange.text()).contains("broken on purpose");
        }
    }

    @Test
    void leavesABodyEmptyThatThePanelDidNotRead() throws Exception {
        PanelSource source = PanelSource.servlets(context -> {});
        try (PanelServer server = PanelServer.start(source);
                RecordingPanel panel = server.open()) {
            assertThat(ask(panel, "POST", "/nothing", "x").status()).isEqualTo(405);
            RecordedRequest recorded = panel.takeExchange(PATIENCE).request();
            assertThat(recorded.body().size()).isZero();
            assertThat(recorded.header("Content-Length")).contains("1");
        }
    }

    @Test
    void runsAWebApplicationAtItsContextPath(@TempDir Path directory) throws Exception {
        Path webXml = Files.createDirectories(directory.resolve("WEB-INF")).resolve("web.xml");
        Files.writeString(webXml, webXml("panel-ws"));
        try (PanelServer server = PanelServer.start(PanelSource.war(directory, "/panel"));
                RecordingPanel panel = server.open()) {
            assertThat(panel.wsUrl().getPath()).isEqualTo("/panel");

            Exchange exchange = ask(panel, "GET", "/api/v1/server/UniProxy/config", "");

            assertThat(exchange.transport()).isEqualTo(Transport.WEBSOCKET);
            assertThat(exchange.status()).isEqualTo(200);
            assertThat(panel.takeExchange(PATIENCE).request().path()).isEqualTo("/panel/api/v1/server/UniProxy/config");
        }
    }

    @Test
    void saysWhyAWebApplicationDoesNotStart(@TempDir Path directory) throws Exception {
        Path webXml = Files.createDirectories(directory.resolve("WEB-INF")).resolve("web.xml");
        Files.writeString(webXml, webXml("another-name"));
        PanelSource source = PanelSource.war(directory, "/");
        assertThatThrownBy(() -> PanelServer.start(source))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the panel does not start: ");
    }

    @Test
    void saysThatThereIsNoWar(@TempDir Path directory) {
        PanelSource source = PanelSource.war(directory.resolve("panel.war"), "/");
        assertThatThrownBy(() -> PanelServer.start(source))
                .hasMessageContaining("no WAR file or directory there")
                .hasCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void runsAnyHandler() throws Exception {
        PanelSource source = () -> {
            ServletContextHandler context = new ServletContextHandler("/own");
            servlet(context, new LateInPieces(), "/late");
            context.addFilter(PanelWsFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST));
            JakartaWebSocketServletContainerInitializer.configure(context, null);
            return context;
        };
        try (PanelServer server = PanelServer.start(source);
                RecordingPanel panel = server.open()) {
            assertThat(ask(panel, "POST", "/late", "two").text()).isEqualTo("one two");
        }
    }

    private static void servlet(ServletContextHandler context, HttpServlet servlet, String path) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, path);
    }

    private static Exchange ask(RecordingPanel panel, String method, String path, String body) throws Exception {
        NodeOptions options = NodeOptions.overWebSocket(panel.wsUrl(), "vless", 1, "hush-5b");
        try (NodeClient node = new NodeClient(options)) {
            return node.exchange(new WsRequest(method, path, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** The sample panel's configuration, its servlets taken from the test's class path. */
    private static String webXml(String mapped) {
        return """
               <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                 <context-param><param-name>panel.token</param-name><param-value>hush-5b</param-value></context-param>
                 <filter>
                   <filter-name>panel-ws</filter-name>
                   <filter-class>io.panelws.jetty.PanelWsFilter</filter-class>
                 </filter>
                 <filter-mapping><filter-name>%s</filter-name><url-pattern>/*</url-pattern></filter-mapping>
                 <listener>
                   <listener-class>io.panelws.testkit.panel.SamplePanelListener</listener-class>
                 </listener>
                 <servlet>
                   <servlet-name>config</servlet-name>
                   <servlet-class>io.panelws.testkit.panel.ConfigServlet</servlet-class>
                 </servlet>
                 <servlet-mapping>
                   <servlet-name>config</servlet-name>
                   <url-pattern>/api/v1/server/UniProxy/config</url-pattern>
                 </servlet-mapping>
               </web-app>
               """
                .formatted(mapped);
    }
}
