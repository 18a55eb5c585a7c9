package io.panelws.jetty.testing;

import io.panelws.jetty.PanelWs;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.ThreadPool;

/** A panel in this process, on a port of its own. */
public final class TestPanel implements AutoCloseable {

    private final Server server;
    private final ServerConnector connector;
    private final ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    private PanelWsOptions options = PanelWsOptions.DEFAULT;
    private final List<Runnable> behind = new ArrayList<>();
    private FilterHolder filter;
    private String mapping = "/*";

    public TestPanel() {
        server = new Server();
        connector = new ServerConnector(server);
        serve();
    }

    /** With one acceptor and one selector, so that it is known how many threads are left for requests. */
    public TestPanel(ThreadPool pool) {
        server = new Server(pool);
        connector = new ServerConnector(server, 1, 1);
        serve();
    }

    private void serve() {
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

    /** In place of a filter with {@link #options}. */
    public TestPanel filter(FilterHolder holder) {
        filter = holder;
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

    /** A filter mapped the usual way, behind panel-ws unless it is added before the start by {@link #filterInFront}. */
    public TestPanel filterBehind(Filter filter, DispatcherType type) {
        behind.add(() -> context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(type)));
        return this;
    }

    public TestPanel filterInFront(Filter filter) {
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
        return this;
    }

    /** How many connections are counted. */
    public int connections() {
        return PanelWs.in(servletContext()).nodes().size();
    }

    public ServletContext servletContext() {
        return context.getServletContext();
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
        FilterHolder holder = filter != null ? filter : new FilterHolder(new PanelWsFilter(options));
        context.addFilter(holder, mapping, EnumSet.of(DispatcherType.REQUEST));
        behind.forEach(Runnable::run);
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        LifeCycle.start(server);
        return this;
    }

    /** The one that {@link #port} belongs to. */
    public ServerConnector connector() {
        return connector;
    }

    public int port() {
        return connector.getLocalPort();
    }

    public Server server() {
        return server;
    }

    public String url(String pathAndQuery) {
        return "ws://127.0.0.1:" + port() + pathAndQuery;
    }

    public String wsUrl() {
        return url("/?node_id=1&node_type=vless&token=secret");
    }

    public WsClient connect(String pathAndQuery) {
        return WsClient.connect(url(pathAndQuery));
    }

    public WsClient connect() {
        return WsClient.connect(wsUrl());
    }

    /** Sends a request line and a host over a connection of its own, and reads everything that comes back. */
    public String http(String requestLine, String... headers) throws IOException {
        return http(requestLine, new byte[0], headers);
    }

    /** The same with a body. */
    public String http(String requestLine, byte[] body, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            String head = requestLine + "\r\nHost: 127.0.0.1:" + port() + "\r\nConnection: close\r\n"
                    + (body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n")
                    + String.join(
                            "", Arrays.stream(headers).map(h -> h + "\r\n").toList()) + "\r\n";
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            whole.writeBytes(body);
            // At once: what a servlet finds that asks how much is there must not be chance.
            socket.getOutputStream().write(whole.toByteArray());
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
