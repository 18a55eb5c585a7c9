package io.panelws.jetty.engine;

import io.panelws.jetty.Dispatch;
import io.panelws.jetty.Figures;
import io.panelws.jetty.Mounted;
import io.panelws.jetty.Node;
import io.panelws.jetty.Observer;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.endpoint.Mount;
import io.panelws.jetty.endpoint.Place;
import io.panelws.jetty.endpoint.Rounds;
import io.panelws.jetty.handshake.Upgrade;
import io.panelws.jetty.replay.JdbcReplayStore;
import io.panelws.jetty.replay.PanelsStore;
import io.panelws.jetty.replay.ReplayOverHttp;
import io.panelws.jetty.replay.ReplayStore;
import io.panelws.jetty.rules.UrlPatterns;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;

/**
 * One mounted filter: the way in, the connections, and the way over plain HTTP.
 *
 * <p>This class is thread-safe.
 */
public final class Engine implements Mounted {

    private final Mount mount;
    private final Upgrade upgrade;
    private final ReplayOverHttp overHttp;
    private final Rounds rounds;
    private final Stopping stopping;

    /**
     * Starts in the context whose start the calling thread is in.
     *
     * @param config the filter's
     * @param options the options
     * @param observer is told what is counted
     * @param panelThreads runs the panel's own code
     * @throws IllegalStateException with a sentence that says what to do, when something is missing
     */
    public Engine(FilterConfig config, PanelWsOptions options, Observer observer, Executor panelThreads) {
        ContextHandler context = ContextHandler.getCurrentContextHandler();
        Server server = context.getServer();
        StartupCheck.run();
        mount = Mount.of(options, patterns(config), observer, panelThreads);
        stopping = new Stopping(context, mount);
        HandshakeJudge judge = HandshakeJudge.of(context, options);
        upgrade = new Upgrade(
                WebSocketContainer.of(config.getServletContext()),
                mount,
                judge.auth(),
                judge.maxInProgress(),
                server.getScheduler());
        stopping.onEnd(judge.end());
        overHttp = PlainHttp.of(mount);
        rounds = new Rounds(mount, server.getScheduler());
        stopping.onEnd(rounds::stop);
        stopping.listen();
        rounds.start();
        StartLine.log(mount, context);
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
    public void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(PanelWsFilter.MESSAGE_ATTRIBUTE) != null) {
            if (mount.options().dispatch() == Dispatch.FORWARD) {
                Forwarding.forward(request, response);
            } else {
                chain.doFilter(request, response);
            }
        } else if (!upgrade.answers(request, response)) {
            overHttp.doFilter(request, response, chain);
        }
    }

    @Override
    public List<Node> nodes() {
        return mount.connections().all().stream()
                .sorted()
                .<Node>map(place -> place)
                .toList();
    }

    @Override
    public int close(Predicate<Node> which) {
        int closed = 0;
        for (Place place : mount.connections().all()) {
            if (which.test(place)) {
                place.expel("the panel has cut this node off");
                closed++;
            }
        }
        return closed;
    }

    @Override
    public Figures figures() {
        return mount.connections().figures(mount.budget().used());
    }

    @Override
    public Optional<JdbcReplayStore.Figures> sharedStore() {
        return mount.store()
                .map(store -> store instanceof PanelsStore panels ? panels.store() : store)
                .filter(JdbcReplayStore.class::isInstance)
                .map(store -> ((JdbcReplayStore) store).figures());
    }

    @Override
    public void stop() {
        stopping.goAway();
        stopping.end();
        mount.store().ifPresent(ReplayStore::flush);
    }
}
