package io.panelws.jetty;

import io.panelws.jetty.replay.JdbcReplayStore;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What {@link PanelWsFilter} does between start and stop. The one type through which the public package speaks to the rest,
 * whose classes see the server's Jetty and may be defined by a class loader of their own ({@link JettyClassLoader}).
 *
 * <p>Internal: may change in any release. This class is thread-safe.
 */
public interface Mounted {

    /**
     * Handles a request of the web application: a handshake, a message, or one that passes.
     *
     * @param request the request
     * @param response the response
     * @param chain the rest of the filter chain
     * @throws IOException as the chain does
     * @throws ServletException as the chain does
     */
    void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException;

    /**
     * The nodes that are connected, one entry for each connection.
     *
     * @return a copy
     */
    List<Node> nodes();

    /**
     * Closes connections with 1008.
     *
     * @param which picks the nodes
     * @return how many connections were closed
     */
    int close(Predicate<Node> which);

    /**
     * How much there is of what.
     *
     * @return a copy
     */
    Figures figures();

    /**
     * How the memory fares that panels share.
     *
     * @return its figures; empty where there is none
     */
    Optional<JdbcReplayStore.Figures> sharedStore();

    /** Closes all connections with 1001, accepts no further one and gives everything back; may block while requests end. */
    void stop();
}
