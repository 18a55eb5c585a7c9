package io.panelws.jetty;

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

    /**
     * A request attribute of a {@code POST} that names its node ({@code node_type} and {@code node_id} in the query), over
     * WebSocket and over plain HTTP: a text of 43 characters that is the same for the same node, method, path, query and body,
     * in every process and at any time. A panel that writes it into its own transaction recognizes a repetition across
     * crashes and between processes. Absent where the body is a form or larger than 1 MiB.
     */
    public static final String REQUEST_KEY_ATTRIBUTE = "io.panelws.jetty.requestKey";

    private final Optional<PanelWsOptions> given;
    private Optional<Mounted> mounted = Optional.empty();
    private Optional<PanelWs> panelWs = Optional.empty();

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
            PanelWs nodes = PanelWs.in(config.getServletContext());
            Mounted filter = Startup.mount(config, given.orElseGet(() -> OptionsReader.read(config)), nodes);
            mounted = Optional.of(filter);
            panelWs = Optional.of(nodes);
            nodes.add(filter);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ServletException(
                    "panel-ws: filter '" + config.getFilterName() + "' cannot start: " + e.getMessage(), e);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (mounted.isPresent()
                && request.getDispatcherType() == DispatcherType.REQUEST
                && request instanceof HttpServletRequest httpRequest
                && response instanceof HttpServletResponse httpResponse) {
            mounted.get().doFilter(httpRequest, httpResponse, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** What messages in progress hold, for tests. */
    long pendingBytes() {
        return mounted.map(filter -> filter.figures().pendingBytes()).orElse(0L);
    }

    /** Closes all connections with 1001 and accepts no further one. */
    @Override
    public void destroy() {
        mounted.ifPresent(filter -> {
            try {
                filter.stop();
            } finally {
                panelWs.ifPresent(nodes -> nodes.remove(filter));
            }
        });
    }
}
