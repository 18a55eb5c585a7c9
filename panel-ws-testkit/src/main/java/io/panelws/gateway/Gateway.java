package io.panelws.gateway;

import io.panelws.jetty.PanelWs;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.connector.ReloadingSslContextFactory;
import io.panelws.jetty.log.Log;
import io.panelws.testkit.wire.Tls;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.KeyStore;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A server that nodes connect to in the place of a panel that speaks plain HTTP.
 *
 * <p>This class is thread-safe. It runs from {@link #start} to {@link #close()}.
 */
public final class Gateway implements AutoCloseable {

    private static final Log LOG = Log.of(Gateway.class);

    /** So that panel-ws does not say first, in other words, that the panel is slow. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    /** A fragment could not be passed on. */
    private static final UriCompliance WHATEVER_THE_PANEL_MAY_JUDGE =
            UriCompliance.UNSAFE.without("GATEWAY", UriCompliance.Violation.FRAGMENT);

    /** A report of some thousand users. */
    private static final long EAGER_BYTES = 64 << 10;

    private static final int MAX_HEADERS = 32 << 10;

    private final Server server;
    private final ServerConnector nodes;
    private final Optional<ServerConnector> admin;
    private final Optional<GatewayMetrics> metrics;

    private Gateway(GatewayOptions options, Optional<KeyStore> trusted) {
        QueuedThreadPool threads = new QueuedThreadPool(options.threads());
        threads.setName("gateway");
        server = new Server(threads);
        server.setStopTimeout(options.drain().toMillis());
        nodes = nodes(options.listen());
        server.addConnector(nodes);
        admin = options.admin().map(this::admin);
        admin.ifPresent(server::addConnector);
        ServletContextHandler panel = new ServletContextHandler("/");
        PanelWs known = PanelWs.in(panel.getServletContext());
        metrics = options.admin().map(pages -> new GatewayMetrics(known, threads));
        serve(
                panel,
                options,
                new PanelProxy(options.panel(), trusted, options.listen().behindProxy(), metrics));
        ContextHandlerCollection contexts = new ContextHandlerCollection(panel);
        options.admin().ifPresent(pages -> contexts.addHandler(AdminPages.context(pages, known, metrics.get()::text)));
        // What has not come yet holds no connection to the panel.
        EagerContentHandler whole = new EagerContentHandler(
                contexts, new EagerContentHandler.RetainedContentLoaderFactory(EAGER_BYTES, -1, false));
        server.setHandler(new GracefulHandler(whole));
    }

    /**
     * Starts a gateway; it is listening when this returns.
     *
     * @param options how
     * @return the running gateway
     * @throws CannotStartException when a port is in use, a file cannot be used, or an option is wrong
     */
    public static Gateway start(GatewayOptions options) throws CannotStartException {
        Optional<Gateway> made = Optional.empty();
        try {
            Optional<KeyStore> trusted = options.panel().trusted().isEmpty()
                    ? Optional.empty()
                    : Optional.of(Tls.trustStore(options.panel().trusted().get()));
            made = Optional.of(new Gateway(options, trusted));
            made.get().server.start();
            LOG.log(
                    Level.INFO,
                    "The gateway listens on {0} and passes requests on to {1}",
                    made.get().url(),
                    options.panel().url());
            return made.get();
        } catch (Exception e) {
            made.ifPresent(Gateway::close);
            throw new CannotStartException(e);
        }
    }

    /** Why a gateway does not start, in words for who starts it. */
    public static final class CannotStartException extends IOException {

        private static final long serialVersionUID = 1;

        CannotStartException(Exception cause) {
            super(sentence(cause), cause);
        }

        private static String sentence(Exception cause) {
            String own = Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
            // Which port, and why not.
            return cause.getCause() instanceof IOException why ? own + ": " + why.getMessage() : own;
        }
    }

    /**
     * Where nodes connect.
     *
     * @return the port, never 0
     */
    public int port() {
        return nodes.getLocalPort();
    }

    /**
     * Where nodes connect, as seen from this machine.
     *
     * @return {@code http://} or {@code https://}, the address, the port
     */
    public URI url() {
        String scheme = nodes.getConnectionFactory(SslConnectionFactory.class) == null ? "http" : "https";
        return URI.create(scheme + "://" + nodes.getHost() + ":" + port());
    }

    /**
     * Where the operator's pages are.
     *
     * @return the port; empty when there is none
     */
    public Optional<Integer> adminPort() {
        return admin.map(ServerConnector::getLocalPort);
    }

    /**
     * Takes no more nodes, lets requests end within the time that the options name, and stops. Idempotent; blocks until done.
     */
    @Override
    public void close() {
        if (server.isRunning()) {
            LOG.log(Level.INFO, "The gateway stops; what runs is answered");
        }
        try {
            server.stop();
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, "Not everything that ran was answered before the gateway stopped");
        } catch (Exception e) {
            LOG.log(Level.WARNING, e, "The gateway has not stopped as it should");
        }
        metrics.ifPresent(GatewayMetrics::close);
    }

    private ServerConnector nodes(GatewayOptions.Listen listen) {
        HttpConfiguration http = http();
        if (listen.behindProxy()) {
            http.addCustomizer(new ForwardedRequestCustomizer());
        }
        List<ConnectionFactory> factories = listen.tls()
                .map(files -> {
                    http.addCustomizer(new SecureRequestCustomizer(false));
                    ReloadingSslContextFactory tls = new ReloadingSslContextFactory();
                    tls.setCertificates(files.chain().toString());
                    tls.setPrivateKey(files.key().toString());
                    return List.of(
                            (ConnectionFactory) new SslConnectionFactory(tls, "http/1.1"),
                            new HttpConnectionFactory(http));
                })
                .orElse(List.of(new HttpConnectionFactory(http)));
        ServerConnector connector = new ServerConnector(server, -1, 1, factories.toArray(ConnectionFactory[]::new));
        connector.setName("nodes");
        connector.setHost(listen.host());
        connector.setPort(listen.port());
        connector.setAcceptQueueSize(4096);
        return connector;
    }

    private ServerConnector admin(GatewayOptions.Admin pages) {
        ServerConnector connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http()));
        connector.setName(AdminPages.CONNECTOR);
        connector.setHost(pages.address().getHostString());
        connector.setPort(pages.address().getPort());
        return connector;
    }

    /** Of paths nothing is understood here, so that none is refused: the panel judges them. Messages have rules of their own. */
    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(WHATEVER_THE_PANEL_MAY_JUDGE);
        http.setHeaderCacheCaseSensitive(true);
        http.setRequestHeaderSize(MAX_HEADERS);
        http.setResponseHeaderSize(2 * MAX_HEADERS);
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        return http;
    }

    private static void serve(ServletContextHandler context, GatewayOptions options, PanelProxy servlet) {
        context.setVirtualHosts(List.of("@nodes"));
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("handshakeAuth", GatewayOptions.PROBE);
        settings.put("requestTimeout", options.panel().timeout().plus(SLACK).toMillis() + "ms");
        settings.putAll(options.filter());
        FilterHolder filter = new FilterHolder(new PanelWsFilter());
        filter.setName("gateway");
        filter.setInitParameters(settings);
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        ServletHolder proxy = new ServletHolder("panel", servlet);
        proxy.setInitParameters(servlet.initParameters());
        proxy.setAsyncSupported(true);
        proxy.setInitOrder(0);
        context.addServlet(proxy, "/*");
        JakartaWebSocketServletContainerInitializer.configure(context, null);
    }
}
