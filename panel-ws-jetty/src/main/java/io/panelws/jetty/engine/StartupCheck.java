package io.panelws.jetty.engine;

import io.panelws.jetty.endpoint.Handshake;
import io.panelws.jetty.endpoint.NodeConnection;
import io.panelws.jetty.endpoint.WholeResponse;
import io.panelws.jetty.rules.HandshakeQuery;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.HostPort;

/**
 * Sends one request through Jetty before the first node does, so that a Jetty that does not fit says so at the start. It
 * goes to a server of its own that has no handlers and is never started: the panel does not see it.
 */
final class StartupCheck {

    private StartupCheck() {}

    /**
     * Checks.
     *
     * @throws IllegalStateException when this Jetty lacks something or wants something more
     */
    static void run() {
        try {
            MethodHandles.lookup().ensureInitialized(NodeConnection.class);
            Server nobody = new Server();
            HttpConfiguration configuration = new HttpConfiguration();
            LocalConnector connector = new LocalConnector(nobody, new HttpConnectionFactory(configuration));
            Handshake.Address here = new Handshake.Address("127.0.0.1", 0);
            Handshake.Seen seen = new Handshake.Seen(
                    "http",
                    false,
                    new HostPort("localhost", 80),
                    here,
                    here,
                    "",
                    HandshakeQuery.of(""),
                    HttpFields.EMPTY,
                    Optional.empty());
            Handshake handshake = new Handshake(
                    seen,
                    new Handshake.Origin(connector, configuration),
                    Optional.empty(),
                    new NoConnection(connector));
            HttpURI uri = HttpURI.build("GET", "/")
                    .scheme("http")
                    .authority("localhost", -1)
                    .asImmutable();
            WholeResponse response = WholeResponse.send(
                    handshake, new MetaData.Request("GET", uri, HttpVersion.HTTP_1_1, HttpFields.EMPTY, 0), 0);
            if (!response.answer().isDone()) {
                throw new IllegalStateException("a request has got no answer");
            }
        } catch (IllegalStateException | LinkageError | IllegalAccessException e) {
            throw new IllegalStateException(
                    "panel-ws runs inside Eclipse Jetty 12.0 and 12.1, and does not fit this one, "
                            + Server.getVersion() + ": " + e,
                    e);
        }
    }

    /** Stands where Jetty asks a request for its connection. */
    private static final class NoConnection extends AbstractConnection {

        NoConnection(LocalConnector connector) {
            super(new ByteArrayEndPoint(), connector.getExecutor());
        }

        @Override
        public void onFillable() {
            throw new IllegalStateException("nothing is read from this connection");
        }
    }
}
