package io.panelws.jetty.endpoint;

import io.panelws.jetty.replay.ReplayKey;
import io.panelws.jetty.rules.HandshakeQuery;
import io.panelws.jetty.rules.RequestTarget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.HostPort;

/**
 * What the requests of a connection take from its handshake, read once: the handshake's own request object is dead when it
 * has been answered with 101. To Jetty it is the connection that a request came in on: the connector is the handshake's, so
 * that hosts and frameworks that route by connector find their way, and addresses are what the panel saw over HTTP.
 *
 * <p>This class is thread-safe.
 */
public final class Handshake extends Attributes.Lazy implements ConnectionMetaData {

    private static final AtomicLong IDS = new AtomicLong();

    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    /** What can be no host name, so that nothing is looked up: 999.9.9.9 would be, and a node may have put it there. */
    private static final Pattern IP_ADDRESS =
            Pattern.compile(OCTET + "(\\." + OCTET + "){3}|\\[?[0-9a-fA-F.]*:[0-9a-fA-F:.]*(%.*)?]?");

    private final long id = IDS.incrementAndGet();
    private final Origin origin;
    private final String scheme;
    private final boolean secure;
    private final HostPort authority;
    private final SocketAddress remote;
    private final SocketAddress local;
    private final String contextPath;
    private final HandshakeQuery query;
    private final HttpFields fields;
    private final Optional<byte[]> certificate;
    private final Optional<String> account;
    private volatile Connection connection;

    /**
     * Where a handshake came in.
     *
     * @param connector the connector
     * @param configuration its configuration, as far as it holds for messages
     */
    public record Origin(Connector connector, HttpConfiguration configuration) {

        /**
         * Takes what a connector is set to (URI compliance, buffer sizes, limits, customizers), but for what a proxy has
         * said: that has been heard at the handshake, and what it came to is taken from there. A message may not say it.
         *
         * @param handshake the connection of the handshake
         * @return where it came in
         */
        public static Origin of(ConnectionMetaData handshake) {
            HttpConfiguration configuration = new HttpConfiguration(handshake.getHttpConfiguration());
            configuration.getCustomizers().removeIf(customizer -> customizer instanceof ForwardedRequestCustomizer);
            configuration.setIdleTimeout(-1);
            return new Origin(handshake.getConnector(), configuration);
        }
    }

    /**
     * One end of a connection as a servlet sees it.
     *
     * @param host an IP address, or what a proxy has put in its place
     * @param port the port, 0 where it is not known
     */
    public record Address(String host, int port) {

        /** As a socket's address; the one that is known already where it is the same, as it is without a proxy. */
        SocketAddress asSocketAddress(Optional<SocketAddress> known) {
            return known.filter(socket -> socket instanceof InetSocketAddress internet
                            && internet.getPort() == port
                            && !internet.isUnresolved()
                            && internet.getAddress().getHostAddress().equals(host))
                    .orElseGet(this::asSocketAddress);
        }

        SocketAddress asSocketAddress() {
            int known = Math.max(0, port);
            if (IP_ADDRESS.matcher(host).matches()) {
                try {
                    return new InetSocketAddress(InetAddress.getByName(host), known);
                } catch (UnknownHostException e) {
                    // Not an address after all: what a proxy put there is shown as it is.
                }
            }
            return InetSocketAddress.createUnresolved(host, known);
        }
    }

    /**
     * What stood in the request, after the container's customizers.
     *
     * @param scheme {@code http} or {@code https}
     * @param secure whether the container calls the handshake secure
     * @param authority the host and port that were asked for
     * @param remote the address of the node
     * @param local the address of the panel
     * @param contextPath the path of the web application, empty for the root
     * @param query the query of the URL, which carries the token (P-3)
     * @param fields those header fields that messages need
     * @param certificate the client's, where it has shown one
     */
    public record Seen(
            String scheme,
            boolean secure,
            HostPort authority,
            Address remote,
            Address local,
            String contextPath,
            HandshakeQuery query,
            HttpFields fields,
            Optional<byte[]> certificate) {

        /**
         * Who a request with this query and these fields is from, for the replay guard.
         *
         * @param credentialHeaders further fields that are credentials
         * @return the account, empty where no node is named
         */
        public Optional<String> account(Collection<String> credentialHeaders) {
            return accountOf(query.raw(), fields, credentialHeaders, certificate);
        }

        /** Shows no query and no headers: they carry the token. */
        @Override
        public String toString() {
            return "Seen[from " + remote.host() + ":" + remote.port() + "]";
        }
    }

    /**
     * Makes the connection of a handshake.
     *
     * @param seen what stood in it
     * @param origin where it came in
     * @param account whose it is
     * @param connection the connection that carries it, until it is upgraded
     */
    public Handshake(Seen seen, Origin origin, Optional<String> account, Connection connection) {
        this.origin = origin;
        this.connection = connection;
        this.scheme = seen.scheme();
        this.secure = seen.secure();
        this.authority = seen.authority();
        Optional<EndPoint> endPoint = Optional.ofNullable(connection).map(Connection::getEndPoint);
        this.remote = seen.remote().asSocketAddress(endPoint.map(EndPoint::getRemoteSocketAddress));
        this.local = seen.local().asSocketAddress(endPoint.map(EndPoint::getLocalSocketAddress));
        this.contextPath = seen.contextPath();
        this.query = seen.query();
        this.fields = seen.fields();
        this.certificate = seen.certificate();
        this.account = account;
    }

    private static Optional<String> accountOf(
            String query, HttpFields fields, Collection<String> credentialHeaders, Optional<byte[]> certificate) {
        return ReplayKey.node(query, fields::getValuesList, credentialHeaders, certificate);
    }

    /** The account of a message: the handshake's, unless the message says itself who it is from. */
    Optional<String> account(RequestTarget target, HttpFields merged, Collection<String> credentialHeaders) {
        boolean same = account.isPresent()
                && credentialHeaders.isEmpty()
                && Objects.equals(fields.get(HttpHeader.AUTHORIZATION), merged.get(HttpHeader.AUTHORIZATION))
                && Objects.equals(fields.get(HttpHeader.COOKIE), merged.get(HttpHeader.COOKIE));
        return same ? account : accountOf(target.query(), merged, credentialHeaders, certificate);
    }

    void upgradedTo(Connection webSocket) {
        connection = webSocket;
    }

    String scheme() {
        return scheme;
    }

    String contextPath() {
        return contextPath;
    }

    /** A URI names its port only where that is not the scheme's own. */
    int portInUri() {
        int standard = scheme.equals("https") ? 443 : 80;
        return authority.getPort() == standard ? -1 : authority.getPort();
    }

    HandshakeQuery query() {
        return query;
    }

    HttpFields fields() {
        return fields;
    }

    @Override
    public String getId() {
        return "panel-ws-" + Long.toHexString(id);
    }

    @Override
    public HttpConfiguration getHttpConfiguration() {
        return origin.configuration();
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
        return connection;
    }

    @Override
    public Connector getConnector() {
        return origin.connector();
    }

    @Override
    public boolean isPersistent() {
        return true;
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return remote;
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return local;
    }

    @Override
    public HostPort getServerAuthority() {
        return authority;
    }

    /** Shows nothing of the query. */
    @Override
    public String toString() {
        return getId();
    }
}
