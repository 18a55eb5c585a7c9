package io.panelws.testkit.panel;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.Test;

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
    void runsAnyHandler() throws Exception {
        PanelSource source = () -> {
            ServletContextHandler context = new ServletContextHandler("/own");
            servlet(context, new LateInPieces(), "/late");
            context.addFilter(PanelWsFilter.class, "/*", EnumSet.of(DispatcherType.REQUEST));
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
}
