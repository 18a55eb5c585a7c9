package io.panelws.jetty.engine;

import io.panelws.jetty.dispatch.Handshake;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.HostPort;

/** The connection that a request sees: what the handshake knew about it. */
final class ConnectionOverWebSocket extends Attributes.Lazy implements ConnectionMetaData {

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    /** What can be no host name, so that nothing is looked up: 999.9.9.9 would be, and a node may have put it there. */
    private static final Pattern IP_ADDRESS =
            Pattern.compile(OCTET + "(\\." + OCTET + "){3}|\\[?[0-9a-fA-F.]*:[0-9a-fA-F:.]*(%.*)?]?");

    private final VirtualConnector connector;
    private final Handshake handshake;
    private final HttpConfiguration configuration;
    private Connection connection;

    ConnectionOverWebSocket(VirtualConnector connector, Handshake handshake) {
        this.connector = connector;
        this.handshake = handshake;
        this.configuration = connector.configuration(handshake.local().port());
    }

    @Override
    public String getId() {
        return "panel-ws@" + Integer.toHexString(System.identityHashCode(handshake));
    }

    @Override
    public HttpConfiguration getHttpConfiguration() {
        return configuration;
    }

    @Override
    public HttpVersion getHttpVersion() {
        return HttpVersion.HTTP_1_1;
    }

    @Override
    public String getProtocol() {
        return HttpVersion.HTTP_1_1.asString();
    }

    @Override
    public Connection getConnection() {
        if (connection == null) {
            connection = new SocketlessConnection(connector);
        }
        return connection;
    }

    @Override
    public Connector getConnector() {
        return connector;
    }

    @Override
    public boolean isPersistent() {
        return true;
    }

    @Override
    public boolean isSecure() {
        return handshake.secure();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return socketAddress(handshake.remote());
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return socketAddress(handshake.local());
    }

    @Override
    public HostPort getServerAuthority() {
        return new HostPort(handshake.serverName(), handshake.serverPort());
    }

    private static SocketAddress socketAddress(Handshake.Address address) {
        String host = address.host();
        int port = Math.max(0, address.port());
        if (IP_ADDRESS.matcher(host).matches()) {
            try {
                return new InetSocketAddress(InetAddress.getByName(host), port);
            } catch (UnknownHostException e) {
                // Not an address after all: what a proxy put there is shown as it is.
            }
        }
        return InetSocketAddress.createUnresolved(host, port);
    }
}
