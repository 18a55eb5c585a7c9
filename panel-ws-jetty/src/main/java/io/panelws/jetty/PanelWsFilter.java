package io.panelws.jetty;

import io.panelws.api.WsCodec;
import io.panelws.api.WsLimits;
import io.panelws.jetty.dispatch.Dispatcher;
import io.panelws.jetty.dispatch.EngineLoader;
import io.panelws.jetty.endpoint.Mount;
import io.panelws.jetty.endpoint.NodeConnection;
import io.panelws.jetty.endpoint.PerHandshake;
import io.panelws.jetty.rules.RequestHeaders;
import io.panelws.jetty.rules.UrlPatterns;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets nodes speak to the panel over WebSocket. Registered in web.xml with {@code <filter>} and {@code
 * <filter-mapping>}; everything has a default.
 *
 * <p>A WebSocket handshake that reaches the filter is accepted on any path that it is mapped to (P-2); filters mapped
 * before it may refuse. Each message then becomes a request whose path must match the filter's URL patterns too, and
 * which runs through the whole container: the panel's filters and servlets answer it as they do over HTTP. All other
 * requests pass.
 *
 * <p>This class is thread-safe, as every filter must be.
 */
public final class PanelWsFilter implements Filter {

    private static final String CONTAINER = ServerContainer.class.getName();

    private final Optional<PanelWsOptions> given;
    private PanelWsOptions options = PanelWsOptions.DEFAULT;
    private ServerContainer container;
    private Mount mount;
    private Connections connections;

    /** For web.xml: the options are the filter's init-params. */
    public PanelWsFilter() {
        given = Optional.empty();
    }

    /**
     * For use in code.
     *
     * @param options the options; init-params are then ignored
     */
    public PanelWsFilter(PanelWsOptions options) {
        given = Optional.of(options);
    }

    /**
     * Starts the filter.
     *
     * @throws ServletException when an option is wrong, the context has no WebSocket container, the filter has no URL
     *     pattern, or the container is not Jetty 12; the message says what to do
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        ServletContext context = config.getServletContext();
        try {
            options = given.orElseGet(() -> OptionsReader.read(config));
            container = container(context);
            UrlPatterns patterns = patterns(config);
            connections = new Connections(options.maxConnections(), options.maxConnectionsPerNode());
            mount = mount(EngineLoader.load(context), patterns);
            mount.dispatcher().onStopping(this::goAway);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ServletException(
                    "panel-ws: filter '" + config.getFilterName() + "' cannot start: " + e.getMessage(), e);
        }
    }

    private Mount mount(Dispatcher dispatcher, UrlPatterns patterns) {
        return new Mount(
                dispatcher,
                new WsCodec(
                        new WsLimits(options.maxMessageBytes(), options.maxHeaderCount(), options.maxHeaderBytes())),
                patterns,
                new RequestHeaders(options.proxyHeaders()),
                options.allowedMethods(),
                options.requestTimeout(),
                options.maxMessageBytes(),
                options.maxResponseBytes(),
                options.maxQueuedRequests(),
                options.maxConcurrentRequests());
    }

    private static ServerContainer container(ServletContext context) {
        if (context.getAttribute(CONTAINER) instanceof ServerContainer found) {
            return found;
        }
        throw new IllegalStateException("this web application has no WebSocket container (no attribute " + CONTAINER
                + "). In a jetty-home installation enable the module that fits the web application:"
                + " java -jar $JETTY_HOME/start.jar --add-modules=ee10-websocket-jakarta (or ee11-...)."
                + " In an embedded Jetty call JakartaWebSocketServletContainerInitializer.configure(contextHandler, null)"
                + " before the server starts.");
    }

    private static UrlPatterns patterns(FilterConfig config) {
        FilterRegistration registration = config.getServletContext().getFilterRegistration(config.getFilterName());
        List<String> patterns = registration == null ? List.of() : List.copyOf(registration.getUrlPatternMappings());
        if (patterns.isEmpty()) {
            throw new IllegalStateException("it is mapped to no <url-pattern>. The patterns bound which paths nodes may"
                    + " reach; to allow the whole web application, map it to /*");
        }
        if (registration instanceof FilterRegistration.Dynamic dynamic) {
            // Else a filter without <async-supported> would take it from every servlet behind it, over HTTP too.
            dynamic.setAsyncSupported(true);
        }
        return new UrlPatterns(patterns);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && request.getDispatcherType() == DispatcherType.REQUEST
                && HandshakeReader.isHandshake(http)) {
            upgrade(http, answer);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        if (origin != null && !options.allowedOrigins().contains(origin)) {
            refuse(response, 403, "panel-ws does not serve browsers: this Origin is not allowed.");
            return;
        }
        NodeIdentity node =
                NodeIdentity.of(Optional.ofNullable(request.getQueryString()).orElse(""));
        NodeConnection connection = new NodeConnection(
                mount, HandshakeReader.read(request, mount.headers()), ended -> connections.remove(node, ended));
        if (!connections.add(node, connection)) {
            response.setHeader("Retry-After", "60");
            refuse(response, 503, "The panel takes no further WebSocket connection at the moment.");
            return;
        }
        try {
            container.upgradeHttpToWebSocket(request, response, PerHandshake.configFor(connection), Map.of());
        } catch (DeploymentException | IllegalStateException e) {
            throw new ServletException("panel-ws: the WebSocket upgrade failed", e);
        } finally {
            if (response.getStatus() != HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
                connections.remove(node, connection);
            }
        }
    }

    private static void refuse(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().println(sentence);
    }

    /** Closes all connections with 1001 and accepts no further one. */
    @Override
    public void destroy() {
        if (mount != null) {
            goAway();
            mount.dispatcher().close();
        }
    }

    private void goAway() {
        connections.stop().forEach(connection -> connection.goAway("the panel is stopping"));
    }
}
