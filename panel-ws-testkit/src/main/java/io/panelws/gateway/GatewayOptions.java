package io.panelws.gateway;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a {@link Gateway} is set up. Immutable.
 *
 * @param listen where nodes connect
 * @param panel where their requests go
 * @param filter options of panel-ws that differ from what a gateway uses, by the names that they have in web.xml
 * @param admin where the operator's pages are; empty for nowhere
 * @param threads how many threads serve, at most
 * @param drain how long running requests may take when the gateway stops
 */
public record GatewayOptions(
        Listen listen, Panel panel, Map<String, String> filter, Optional<Admin> admin, int threads, Duration drain) {

    /** Strangers are refused at the handshake: the panel is asked for this first. */
    public static final String PROBE = "probe:/api/v1/server/UniProxy/config";

    /** Enough for 10,000 nodes; a node that waits or does not read has none. */
    public static final int THREADS = 200;

    /** Copies the map. */
    public GatewayOptions {
        filter = Map.copyOf(filter);
    }

    /**
     * Where nodes connect.
     *
     * @param host an address of this machine, {@code 0.0.0.0} for all
     * @param port the port, 0 for any free one
     * @param tls the certificate; empty for HTTP without TLS
     * @param behindProxy whether who connects is a proxy, whose {@code X-Forwarded-*} are to be believed
     */
    public record Listen(String host, int port, Optional<Certificate> tls, boolean behindProxy) {}

    /**
     * PEM files; what is written over them is taken without a restart.
     *
     * @param chain the certificate and its chain
     * @param key its private key
     */
    public record Certificate(Path chain, Path key) {}

    /**
     * A port for the operator: the nodes on {@code /nodes}, where they can be cut off, figures on {@code /metrics},
     * {@code /health}.
     *
     * @param address of this machine, with port 0 for any free one
     * @param password that {@value #USER} has to give, but not for {@code /health}; empty for none
     */
    public record Admin(InetSocketAddress address, Optional<String> password) {

        /** Whose password it is. */
        public static final String USER = "admin";

        /**
         * Checks.
         *
         * @throws IllegalArgumentException when others than this machine can come, and none has to say who it is
         */
        public Admin {
            if (password.isEmpty()
                    && (address.getAddress() == null || !address.getAddress().isLoopbackAddress())) {
                throw new IllegalArgumentException(
                        "whoever reaches the operator's port can cut nodes off: it is on the loopback address, or has a"
                                + " password");
            }
        }

        /** Without the password. */
        @Override
        public String toString() {
            return address.toString();
        }
    }

    /**
     * Where requests go.
     *
     * @param url {@code http://} or {@code https://}, host, perhaps a port and a path that is put before each request's
     * @param trusted PEM file with whom to trust over https; empty for whom the platform trusts
     * @param host the {@code Host} that the panel sees; empty for the node's
     * @param timeout how long the panel may take to begin an answer, and then be silent
     * @param maxConnections how many connections to the panel, at most; as many again for requests over plain HTTP that
     *     have a body
     * @param keyHeader a header that tells the panel the key of each {@code POST}; empty for none
     */
    public record Panel(
            URI url,
            Optional<Path> trusted,
            Optional<String> host,
            Duration timeout,
            int maxConnections,
            Optional<String> keyHeader) {

        /** As long as panel-ws in a WAR lets a servlet take. */
        public static final Duration TIMEOUT = Duration.ofSeconds(60);

        /** Each answer that a node is slow to take holds one. */
        public static final int MAX_CONNECTIONS = 1024;

        /**
         * Checks.
         *
         * @throws IllegalArgumentException with a sentence about the URL
         */
        public Panel {
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (!http || url.getHost() == null) {
                throw new IllegalArgumentException("not a URL of the form http://host:port or https://host");
            }
            if (url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null) {
                throw new IllegalArgumentException("the panel's URL has more than a scheme, a host, a port and a path");
            }
        }

        /** What is put before each path: empty, or without a slash at the end. */
        String prefix() {
            return url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
        }
    }

    /**
     * A gateway on a free port of the loopback interface.
     *
     * @param url the panel's
     * @return options with all defaults
     */
    public static GatewayOptions to(URI url) {
        return new GatewayOptions(
                new Listen("127.0.0.1", 0, Optional.empty(), false),
                new Panel(
                        url,
                        Optional.empty(),
                        Optional.empty(),
                        Panel.TIMEOUT,
                        Panel.MAX_CONNECTIONS,
                        Optional.empty()),
                Map.of(),
                Optional.empty(),
                THREADS,
                Duration.ofSeconds(30));
    }

    /**
     * The same elsewhere.
     *
     * @param other where nodes connect
     * @return new options
     */
    public GatewayOptions withListen(Listen other) {
        return new GatewayOptions(other, panel, filter, admin, threads, drain);
    }

    /**
     * The same to another panel.
     *
     * @param other where requests go
     * @return new options
     */
    public GatewayOptions withPanel(Panel other) {
        return new GatewayOptions(listen, other, filter, admin, threads, drain);
    }

    /**
     * The same with another time for what runs at the end.
     *
     * @param other how long
     * @return new options
     */
    public GatewayOptions withDrain(Duration other) {
        return new GatewayOptions(listen, panel, filter, admin, threads, other);
    }

    /**
     * The same with a port for the operator.
     *
     * @param other where it is
     * @return new options
     */
    public GatewayOptions withAdmin(Admin other) {
        return new GatewayOptions(listen, panel, filter, Optional.of(other), threads, drain);
    }

    /**
     * The same with one option of panel-ws set.
     *
     * @param name as in web.xml
     * @param value as in web.xml
     * @return new options
     */
    public GatewayOptions withFilter(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(filter);
        more.put(name, value);
        return new GatewayOptions(listen, panel, more, admin, threads, drain);
    }
}
