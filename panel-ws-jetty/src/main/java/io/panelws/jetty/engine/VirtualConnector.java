package io.panelws.jetty.engine;

import java.util.Collection;
import java.util.List;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;

/** The connector that requests over WebSockets name as theirs. It has no socket, no acceptor and no connections. */
final class VirtualConnector extends AbstractConnector {

    private final HttpConfiguration configuration;

    VirtualConnector(Server server) {
        this(server, configurationLike(server));
    }

    private VirtualConnector(Server server, HttpConfiguration configuration) {
        super(server, null, null, null, 0, new HttpConnectionFactory(configuration));
        this.configuration = configuration;
        setName("panel-ws");
    }

    HttpConfiguration configuration() {
        return configuration;
    }

    /**
     * What the server's own connector is set to (URI compliance, buffer sizes, limits), without customizers: those have
     * spoken at the handshake, and what they found out comes from there.
     */
    private static HttpConfiguration configurationLike(Server server) {
        HttpConfiguration configuration = new HttpConfiguration(first(server));
        configuration.getCustomizers().clear();
        configuration.setIdleTimeout(-1);
        return configuration;
    }

    private static HttpConfiguration first(Server server) {
        for (Connector connector : server.getConnectors()) {
            Collection<ConnectionFactory> factories = connector.getConnectionFactories();
            for (ConnectionFactory factory : factories == null ? List.<ConnectionFactory>of() : factories) {
                if (factory instanceof HttpConfiguration.ConnectionFactory http) {
                    return http.getHttpConfiguration();
                }
            }
        }
        return new HttpConfiguration();
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
