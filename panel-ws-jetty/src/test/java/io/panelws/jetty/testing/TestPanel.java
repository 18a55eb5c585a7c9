package io.panelws.jetty.testing;

import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** A panel in this process, on a port of its own. */
public final class TestPanel implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    private PanelWsOptions options = PanelWsOptions.DEFAULT;
    private String mapping = "/*";

    public TestPanel() {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
    }

    public TestPanel options(Consumer<PanelWsOptions.Builder> change) {
        PanelWsOptions.Builder builder = PanelWsOptions.builder();
        change.accept(builder);
        options = builder.build();
        return this;
    }

    public TestPanel mapping(String urlPattern) {
        mapping = urlPattern;
        return this;
    }

    public TestPanel contextPath(String path) {
        context.setContextPath(path);
        return this;
    }

    /** For what has no method of its own; called before the start. */
    public TestPanel configure(Consumer<ServletContextHandler> change) {
        change.accept(context);
        return this;
    }

    public TestPanel servlet(String pattern, HttpServlet servlet) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, pattern);
        return this;
    }

    public TestPanel start() {
        context.addFilter(new FilterHolder(new PanelWsFilter(options)), mapping, EnumSet.of(DispatcherType.REQUEST));
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        LifeCycle.start(server);
        return this;
    }

    public int port() {
        return connector.getLocalPort();
    }

    public Server server() {
        return server;
    }

    public WsClient connect(String pathAndQuery) {
        return WsClient.connect("ws://127.0.0.1:" + port() + pathAndQuery);
    }

    public WsClient connect() {
        return connect("/?node_id=1&node_type=vless&token=secret");
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
