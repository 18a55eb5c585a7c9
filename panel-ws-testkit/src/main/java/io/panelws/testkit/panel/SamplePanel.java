package io.panelws.testkit.panel;

import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsStatusServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.URI;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;

/**
 * A panel to try nodes on: the servlets of {@link io.panelws.testkit.panel} on an embedded Jetty, HTTP and WebSocket on
 * one port of the loopback interface.
 *
 * <p>Its authentication filter is mapped the usual way and in front of {@link PanelWsFilter}: a handshake with a wrong
 * token is refused with 403 (P-5), and so is each request that comes over a connection.
 *
 * <p>This class is thread-safe. It runs from {@link #start(SamplePanelOptions)} to {@link #close()}.
 */
public final class SamplePanel implements AutoCloseable {

    private static final String API = "/api/v1/server/UniProxy/";
    private static final String STATUS = "/status";

    private final PanelServer server;
    private final PanelStore store;
    private final int port;

    private SamplePanel(PanelServer server, PanelStore store, int port) {
        this.server = server;
        this.store = store;
        this.port = port;
    }

    /**
     * Starts a panel; it is listening when this returns.
     *
     * @param options port, token, users, and how panel-ws is set
     * @return the running panel
     * @throws IllegalStateException when it cannot start, the port being in use for one
     */
    public static SamplePanel start(SamplePanelOptions options) {
        PanelStore store = new PanelStore(options.token(), options.users());
        PanelServer server = PanelServer.start(() -> context(options, store));
        try {
            return new SamplePanel(server, store, server.listen(options.port()).getLocalPort());
        } catch (IllegalStateException e) {
            server.close();
            throw new IllegalStateException(
                    "the sample panel does not start on port " + options.port() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Where the panel listens.
     *
     * @return the port, never 0
     */
    public int port() {
        return port;
    }

    /**
     * What a node's {@code WsURL} is set to.
     *
     * @return {@code ws://127.0.0.1:port}
     */
    public URI wsUrl() {
        return URI.create("ws://127.0.0.1:" + port);
    }

    /**
     * Where the same calls are answered over HTTP.
     *
     * @return {@code http://127.0.0.1:port}
     */
    public URI httpUrl() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * What the panel knows, for setting it up and for looking at what nodes did.
     *
     * @return the store that the servlets use
     */
    public PanelStore store() {
        return store;
    }

    /** Stops the server: connections are closed, running requests get two seconds. Idempotent; blocks until done. */
    @Override
    public void close() {
        server.close();
    }

    /**
     * The panel alone, to be mounted on a server of one's own.
     *
     * @param options how panel-ws is set, and whether there is a page; the rest is not used
     * @param store what the panel knows, its token among it
     * @return a context at {@code /} that has not been started
     */
    public static ServletContextHandler context(SamplePanelOptions options, PanelStore store) {
        ServletContextHandler context = new ServletContextHandler("/");
        context.addEventListener(new SamplePanelListener(store));
        if (options.status()) {
            context.addFilter(new FilterHolder(new StatusGuard(store)), STATUS, EnumSet.of(DispatcherType.REQUEST));
            context.addServlet(new PanelWsStatusServlet(), STATUS);
        }
        addFilter(context, new PanelAuthFilter());
        addFilter(context, new PanelWsFilter(options.panelWs()));
        context.addServlet(new ConfigServlet(), API + "config");
        context.addServlet(new UserServlet(), API + "user");
        context.addServlet(new AliveListServlet(), API + "alivelist");
        context.addServlet(new PushServlet(), API + "push");
        context.addServlet(new AliveServlet(), API + "alive");
        // Beside Jetty's own module in a stock Jetty: who embeds it says so.
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        return context;
    }

    private static void addFilter(ServletContextHandler context, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    }
}
