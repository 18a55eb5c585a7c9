package io.panelws.jetty;

import io.panelws.api.WsCodec;
import io.panelws.api.WsLimits;
import io.panelws.jetty.dispatch.Dispatcher;
import io.panelws.jetty.dispatch.EngineLoader;
import io.panelws.jetty.endpoint.MessageBudget;
import io.panelws.jetty.endpoint.Mount;
import io.panelws.jetty.replay.MemoryReplayStore;
import io.panelws.jetty.replay.ReplayGuard;
import io.panelws.jetty.replay.ReplayStore;
import io.panelws.jetty.rules.RequestHeaders;
import io.panelws.jetty.rules.UrlPatterns;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Finds in the web application what the filter needs, and says what is missing. */
final class Mounting {

    private static final String CONTAINER = ServerContainer.class.getName();

    private final FilterConfig config;
    private final PanelWsOptions options;

    /** Its zero is arbitrary; it does not jump when the machine's time is set. */
    private final InstantSource clock = () -> Instant.EPOCH.plusNanos(System.nanoTime());

    private final ServerContainer container;

    Mounting(FilterConfig config, PanelWsOptions options) {
        this.config = config;
        this.options = options;
        this.container = findContainer(config.getServletContext());
    }

    ServerContainer container() {
        return container;
    }

    private static ServerContainer findContainer(ServletContext context) {
        if (context.getAttribute(CONTAINER) instanceof ServerContainer found) {
            return found;
        }
        throw new IllegalStateException("this web application has no WebSocket container (no attribute " + CONTAINER
                + "). In a jetty-home installation enable the module that fits the web application:"
                + " java -jar $JETTY_HOME/start.jar --add-modules=ee10-websocket-jakarta (or ee11-...)."
                + " In an embedded Jetty call JakartaWebSocketServletContainerInitializer.configure(contextHandler, null)"
                + " before the server starts.");
    }

    Mount mount() {
        UrlPatterns patterns = patterns();
        Dispatcher dispatcher = EngineLoader.load(config.getServletContext());
        WsLimits messageLimits =
                new WsLimits(options.maxMessageBytes(), options.maxHeaderCount(), options.maxHeaderBytes());
        Mount.Limits limits = new Mount.Limits(
                options.maxMessageBytes(),
                options.maxResponseBytes(),
                options.maxQueuedRequests(),
                options.maxConcurrentRequests(),
                options.requestTimeout(),
                options.writeTimeout(),
                options.idleTimeout());
        return new Mount(
                dispatcher,
                new WsCodec(messageLimits),
                patterns,
                new RequestHeaders(options.proxyHeaders(), List.of()),
                options.allowedMethods(),
                guard(),
                new MessageBudget(options.maxPendingBytes()),
                limits,
                clock);
    }

    private UrlPatterns patterns() {
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

    private Optional<ReplayGuard> guard() {
        if (!options.replayGuard()) {
            return Optional.empty();
        }
        ReplayStore store = options.replayStore().orElseGet(() -> new MemoryReplayStore(clock));
        return Optional.of(new ReplayGuard(
                store,
                options.requestTimeout().plus(options.replayWindow()),
                options.replayWindow(),
                options.maxRecordedBytes()));
    }

    HandshakeAuth auth(Mount mount) {
        if (options.nodeAuthenticator().isPresent()) {
            return new ClassAuth(options.nodeAuthenticator().get());
        }
        String value = options.handshakeAuth();
        String argument = value.substring(value.indexOf(':') + 1);
        if (value.startsWith("class:")) {
            return ClassAuth.named(argument);
        }
        if (value.startsWith("probe:")) {
            return new ProbeAuth(mount.dispatcher(), argument, options.requestTimeout());
        }
        return HandshakeAuth.none();
    }
}
