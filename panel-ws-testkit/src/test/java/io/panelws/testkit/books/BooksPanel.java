package io.panelws.testkit.books;

import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.testkit.panel.ConfigServlet;
import io.panelws.testkit.panel.PanelAuthFilter;
import io.panelws.testkit.panel.PanelStore;
import io.panelws.testkit.panel.PushServlet;
import io.panelws.testkit.panel.SamplePanelListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;

/** The sample panel, with books that outlive it, moods, and a stop that waits for whoever is being answered. */
final class BooksPanel implements AutoCloseable {

    private static final String API = "/api/v1/server/UniProxy/";
    private static final int STOP_MILLISECONDS = 10_000;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    BooksPanel(PanelStore store, PanelWsOptions options, Filter moods) {
        this(store, options, moods, new PushServlet(), 0);
    }

    BooksPanel(PanelStore store, PanelWsOptions options, Filter moods, HttpServlet push, int port) {
        ServletContextHandler context = new ServletContextHandler("/");
        context.addEventListener(new SamplePanelListener(store));
        add(context, BooksPanel::endConnection);
        add(context, new PanelAuthFilter());
        add(context, new PanelWsFilter(options));
        add(context, moods);
        add(context, new ConfigServlet(), "config");
        add(context, push, "push");
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        server.setHandler(new GracefulHandler(context));
        server.setStopTimeout(STOP_MILLISECONDS);
        LifeCycle.start(server);
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }

    /** Plain HTTP gets one answer a connection, so that none comes later to a panel that is about to stop. */
    private static void endConnection(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest plain
                && response instanceof HttpServletResponse answer
                && plain.getHeader("Upgrade") == null) {
            answer.setHeader("Connection", "close");
        }
        chain.doFilter(request, response);
    }

    private static void add(ServletContextHandler context, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    private static void add(ServletContextHandler context, HttpServlet servlet, String call) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, API + call);
    }
}
