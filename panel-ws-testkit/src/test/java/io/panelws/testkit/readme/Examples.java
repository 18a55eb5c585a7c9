package io.panelws.testkit.readme;

import io.panelws.api.NodeTraffic;
import io.panelws.jetty.Node;
import io.panelws.jetty.PanelWs;
import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;

/** The Java of README.md, so that it compiles; {@link ReadmeTest} compares. */
final class Examples {

    private Examples() {}

    static ServletContextHandler embedded() {
        // @formatter:off
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        PanelWsOptions options =
                PanelWsOptions.builder().requestTimeout(Duration.ofSeconds(20)).build();
        context.addFilter(new PanelWsFilter(options), "/*", EnumSet.of(DispatcherType.REQUEST));
        // @formatter:on
        return context;
    }

    static void revoke(ServletContext servletContext, String revoked) {
        PanelWs.in(servletContext).close(node -> node.parameter("token").equals(Optional.of(revoked)));
    }

    static void ask(ServletContext servletContext) {
        // @formatter:off
        PanelWs.in(servletContext).traffic(Duration.ofSeconds(5)).thenAccept(all -> {
            all.answered().forEach((node, traffic) -> show(node, traffic.users()));
            all.failed().forEach((node, why) -> log(why.getMessage())); // too old, too late, gone, ...
        });
        // @formatter:on
    }

    private static void show(Node node, List<NodeTraffic.User> users) {
        log(node + ": " + users);
    }

    private static void log(String sentence) {
        System.Logger log = System.getLogger("panel");
        log.log(System.Logger.Level.INFO, sentence);
    }
}
