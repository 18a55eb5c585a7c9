package io.panelws.jetty;

import io.panelws.jetty.endpoint.KeepAlive;
import io.panelws.jetty.endpoint.Mount;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Lets nodes speak to the panel over WebSocket. Registered in web.xml with {@code <filter>} and {@code
 * <filter-mapping>}; everything has a default, see {@link PanelWsOptions}.
 *
 * <p>A WebSocket handshake that reaches the filter is accepted on any path that it is mapped to (P-2); filters mapped
 * before it may refuse. Each message then becomes a request whose path must match the filter's URL patterns too, and
 * which runs through the whole container: the panel's filters and servlets answer it as they do over HTTP. All other
 * requests pass.
 *
 * <p>This class is thread-safe, as every filter must be.
 */
public final class PanelWsFilter implements Filter {

    /**
     * A request attribute that is there, with the value true, when a request came as a message. In {@link
     * Dispatch#FORWARD} it is gone when the target is reached.
     */
    public static final String MESSAGE_ATTRIBUTE = "io.panelws.jetty.message";

    private final Optional<PanelWsOptions> given;
    private Optional<Mounted> mounted = Optional.empty();

    /** What is there between start and stop. */
    private record Mounted(
            PanelWsOptions options,
            Mount mount,
            Connections connections,
            KeepAlive keepAlive,
            Upgrade upgrade,
            Optional<ReplayOverHttp> replay,
            PanelWs panelWs) {}

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
        try {
            start(config, given.orElseGet(() -> OptionsReader.read(config)));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ServletException(
                    "panel-ws: filter '" + config.getFilterName() + "' cannot start: " + e.getMessage(), e);
        }
    }

    private void start(FilterConfig config, PanelWsOptions options) {
        Mounting mounting = new Mounting(config, options);
        Mount mount = mounting.mount();
        Connections connections = new Connections(options.maxConnections(), options.maxConnectionsPerNode());
        KeepAlive keepAlive =
                new KeepAlive(mount.dispatcher(), connections::all, options.keepAlive(), options.idleTimeout());
        Upgrade upgrade = new Upgrade(mounting.container(), mount, connections, mounting.auth(mount), options);
        Optional<ReplayOverHttp> replay = mount.guard().map(guard -> new ReplayOverHttp(guard, connections, options));
        PanelWs panelWs = PanelWs.in(config.getServletContext());
        mounted = Optional.of(new Mounted(options, mount, connections, keepAlive, upgrade, replay, panelWs));
        panelWs.add(connections);
        mount.dispatcher().onStopping(this::goAway);
        keepAlive.start();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (mounted.isPresent()
                && request.getDispatcherType() == DispatcherType.REQUEST
                && request instanceof HttpServletRequest httpRequest
                && response instanceof HttpServletResponse httpResponse) {
            doFilter(mounted.get(), httpRequest, httpResponse, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void doFilter(
            Mounted mounted, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(MESSAGE_ATTRIBUTE) != null) {
            if (mounted.options().dispatch() == Dispatch.FORWARD) {
                Forwarding.forward(request, response);
            } else {
                chain.doFilter(request, response);
            }
        } else if (HandshakeReader.isHandshake(request)) {
            mounted.upgrade().answer(request, response);
        } else if (mounted.replay().isPresent()) {
            mounted.replay().get().doFilter(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** The characters of all messages in progress, for tests. */
    long pendingCharacters() {
        return mounted.map(m -> m.mount().budget().used()).orElse(0L);
    }

    /** Closes all connections with 1001 and accepts no further one. */
    @Override
    public void destroy() {
        goAway();
        mounted.ifPresent(m -> {
            m.panelWs().remove(m.connections());
            m.mount().dispatcher().close();
        });
        mounted = Optional.empty();
    }

    private void goAway() {
        mounted.ifPresent(m -> {
            m.keepAlive().stop();
            m.connections().goAway(m.mount().dispatcher().stopTimeout());
        });
    }
}
