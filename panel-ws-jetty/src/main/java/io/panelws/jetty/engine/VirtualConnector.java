package io.panelws.jetty.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;

/** The connector that requests over WebSockets name as theirs. It has no socket, no acceptor and no connections. */
final class VirtualConnector extends AbstractConnector {

    private final HttpConfiguration configuration;
    private final Map<Connector, HttpConfiguration> configurations = new ConcurrentHashMap<>();

    VirtualConnector(Server server) {
        this(server, configurationLike(first(server)));
    }

    private VirtualConnector(Server server, HttpConfiguration configuration) {
        super(server, null, null, null, 0, new HttpConnectionFactory(configuration));
        this.configuration = configuration;
        setName("panel-ws");
    }

    /** What holds for the requests of a connection that has come in at a port: what does for HTTP there. */
    HttpConfiguration configuration(int localPort) {
        for (Connector connector : getServer().getConnectors()) {
            if (connector instanceof NetworkConnector network && network.getLocalPort() == localPort) {
                return configurations.computeIfAbsent(connector, any -> of(connector)
                        .map(VirtualConnector::configurationLike)
                        .orElse(configuration));
            }
        }
        return configuration;
    }

    /**
     * What a connector of the server's is set to (URI compliance, buffer sizes, limits, customizers), but for what a proxy
     * has said: that has been heard at the handshake, and what it came to is taken from there. A message may not say it.
     */
    private static HttpConfiguration configurationLike(HttpConfiguration original) {
        HttpConfiguration configuration = new HttpConfiguration(original);
        configuration.getCustomizers().removeIf(customizer -> customizer instanceof ForwardedRequestCustomizer);
        configuration.setIdleTimeout(-1);
        return configuration;
    }

    private static HttpConfiguration first(Server server) {
        return Stream.of(server.getConnectors())
                .map(VirtualConnector::of)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(HttpConfiguration::new);
    }

    private static Optional<HttpConfiguration> of(Connector connector) {
        Collection<ConnectionFactory> factories = connector.getConnectionFactories();
        for (ConnectionFactory factory : factories == null ? List.<ConnectionFactory>of() : factories) {
            if (factory instanceof HttpConfiguration.ConnectionFactory http) {
                return Optional.of(http.getHttpConfiguration());
            }
        }
        return Optional.empty();
    }

    @Override
    protected void accept(int acceptor) {
        throw new IllegalStateException("no acceptors");
    }

    @Override
    public Object getTransport() {
        return this;
    }
}
