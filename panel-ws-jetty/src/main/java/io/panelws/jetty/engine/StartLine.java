package io.panelws.jetty.engine;

import io.panelws.jetty.PanelWsFilter;
import io.panelws.jetty.PanelWsOptions;
import io.panelws.jetty.endpoint.Mount;
import io.panelws.jetty.log.Log;
import io.panelws.jetty.log.LogText;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;

/** The line by which an operator sees that panel-ws is there, where nodes may connect, and what is set. */
final class StartLine {

    private static final Log LOG = Log.of(StartLine.class);

    private StartLine() {}

    static void log(Mount mount, ContextHandler context) {
        PanelWsOptions options = mount.options();
        LOG.log(
                Level.INFO,
                "panel-ws{0} is ready: nodes may connect on {1} in the context {2}, {3}; Jetty {4}; options: {5}",
                Optional.ofNullable(PanelWsFilter.class.getPackage().getImplementationVersion())
                        .map(version -> " " + version)
                        .orElse(""),
                String.join(" ", mount.patterns().patterns()),
                context.getContextPath(),
                ports(context),
                Server.getVersion(),
                options.equals(PanelWsOptions.DEFAULT) ? "defaults" : LogText.line(options.toString()));
    }

    /** Of the connectors that reach the context; the port that is configured where it is not open yet. */
    private static String ports(ContextHandler context) {
        List<String> hosts = context.getVirtualHosts();
        String ports = Arrays.stream(context.getServer().getConnectors())
                .filter(connector -> connector instanceof NetworkConnector)
                .filter(connector -> hosts.isEmpty()
                        || hosts.stream()
                                .anyMatch(host -> host.indexOf('@') < 0 || host.endsWith("@" + connector.getName())))
                .map(connector -> port((NetworkConnector) connector))
                .collect(Collectors.joining(" "));
        return ports.isEmpty() ? "no port yet" : "port " + ports;
    }

    private static String port(NetworkConnector connector) {
        int port;
        try {
            port = connector.getLocalPort();
        } catch (IllegalStateException e) {
            // The connector of Jetty's Maven plugin says so before it is started.
            port = 0;
        }
        if (port <= 0) {
            port = connector.getPort();
        }
        return port <= 0 ? "(any free one)" : Integer.toString(port);
    }
}
