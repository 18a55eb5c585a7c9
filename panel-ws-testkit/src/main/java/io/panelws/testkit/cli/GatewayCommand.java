package io.panelws.testkit.cli;

import io.panelws.gateway.Gateway;
import io.panelws.gateway.GatewayOptions;
import io.panelws.gateway.GatewayOptions.Admin;
import io.panelws.gateway.GatewayOptions.Certificate;
import io.panelws.gateway.GatewayOptions.Listen;
import io.panelws.gateway.GatewayOptions.Panel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code panel-ws gateway}: runs until the process is asked to end. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnExecutionException = GatewayCommand.OWN_ERROR,
        defaultValueProvider = GatewayDefaults.class,
        description = {
            "Lets nodes reach a panel that speaks plain HTTP, a PHP panel for one, over one WebSocket each: each message"
                    + " becomes a request to the panel. Requests over plain HTTP are passed on as well.",
            "Each option may also be set in the environment, --panel-timeout as PANEL_WS_GATEWAY_PANEL_TIMEOUT, and in"
                    + " the file of --config, as panel-timeout=30s. What is given here comes first, then the environment."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:ended by SIGTERM or Ctrl-C, after running requests were answered",
            "1:does not start: a port in use, a file that cannot be used, a wrong option of panel-ws",
            "2:wrong usage",
            "70:panel-ws itself failed"
        },
        footer = {
            "",
            "For example, beside a panel on the same machine:",
            "  panel-ws gateway --panel http://127.0.0.1:80",
            "with a certificate, and a port for the operator, http://127.0.0.1:51822/nodes:",
            "  panel-ws gateway --panel http://127.0.0.1:80 --admin-port 51822 \\",
            "    --cert fullchain.pem --key privkey.pem"
        })
final class GatewayCommand implements Callable<Integer> {

    static final int OWN_ERROR = 70;
    private static final int CANNOT_START = 1;

    @Option(
            names = GatewayDefaults.CONFIG,
            paramLabel = "FILE",
            description = "Properties: a line NAME=VALUE for each option that is not given here.")
    private Path config;

    @Option(
            names = "--panel",
            paramLabel = "URL",
            required = true,
            description = "The panel: http://host:port or https://host:port, with a path where it has one.")
    private URI panel;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "51821",
            description = "Where nodes connect, 0 for any free port. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            description = "The address of this machine to listen on. Default: ${DEFAULT-VALUE}, all of them.")
    private String address;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "PEM: the certificate and its chain. With it, nodes connect by TLS; renewed files are taken.")
    private Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "PEM: the certificate's private key.")
    private Path key;

    @Option(
            names = "--behind-proxy",
            description =
                    "Believe X-Forwarded-For, -Proto and -Host of whoever connects: only where a proxy alone can.")
    private boolean behindProxy;

    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            description = "PEM: whom to trust where the panel is https. Default: whom Java trusts.")
    private Path trusted;

    @Option(
            names = "--panel-host",
            paramLabel = "HOST",
            description = "The Host that the panel sees. Default: the one that the node has asked.")
    private String panelHost;

    @Option(
            names = "--panel-timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "How long the panel may take to begin an answer; then it is 504. Default: ${DEFAULT-VALUE}.")
    private Duration panelTimeout;

    @Option(
            names = "--panel-connections",
            paramLabel = "N",
            defaultValue = "" + Panel.MAX_CONNECTIONS,
            description = "How many connections to the panel, at most. Default: ${DEFAULT-VALUE}.")
    private int panelConnections;

    @Option(
            names = "--key-header",
            paramLabel = "NAME",
            description = "A header that tells the panel the key of each POST: the same for the same report.")
    private String keyHeader;

    @Option(
            names = "--handshake-auth",
            paramLabel = "HOW",
            defaultValue = GatewayOptions.PROBE,
            description = {
                "Who may connect: probe:/PATH asks the panel with the node's own credentials, none lets everybody"
                        + " connect, and the panel judge each message.",
                "Default: ${DEFAULT-VALUE}."
            })
    private String handshakeAuth;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            split = ";",
            description =
                    "An option of panel-ws, as in a web.xml: maxConnections=20000. Repeatable, or separated by ;.")
    private Map<String, String> filter = new LinkedHashMap<>();

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            description = "A port for the operator: /nodes, /metrics, /health. 0 for any free one. Default: none.")
    private Integer adminPort;

    @Option(
            names = "--admin-address",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Where that port is; elsewhere than there it needs a password. Default: ${DEFAULT-VALUE}.")
    private String adminAddress;

    @Option(
            names = "--admin-password-file",
            paramLabel = "FILE",
            description = "Its first line is what '" + Admin.USER + "' has to give on that port, but not for /health.")
    private Path adminPasswordFile;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "" + GatewayOptions.THREADS,
            description = "How many threads, at most. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--drain",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long running requests may take at the end. Default: ${DEFAULT-VALUE}.")
    private Duration drain;

    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        GatewayOptions options = options();
        verbosity.applyToServer();
        Gateway gateway;
        try {
            gateway = Gateway.start(options);
        } catch (Gateway.CannotStartException e) {
            spec.commandLine().getErr().println("panel-ws: the gateway does not start: " + e.getMessage());
            return CANNOT_START;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway), "panel-ws-stop"));
        spec.commandLine().getOut().println("panel-ws gateway listening on " + gateway.url());
        gateway.adminPort().ifPresent(at -> spec.commandLine()
                .getOut()
                .println("panel-ws gateway shows nodes on http://" + adminAddress + ":" + at + "/nodes"));
        spec.commandLine().getOut().flush();
        new CountDownLatch(1).await();
        return 0;
    }

    /** Being asked to end is no failure: without halt, the process would end with 128 and the signal's number. */
    private static void stop(Gateway gateway) {
        gateway.close();
        Runtime.getRuntime().halt(0);
    }

    private GatewayOptions options() {
        checkPort("--port", port);
        check((certificate == null) == (key == null), "--cert and --key belong together");
        check(threads >= 8, "--threads is less than 8");
        check(panelConnections >= 1, "--panel-connections is not positive");
        check(!panelTimeout.isZero(), "--panel-timeout is not positive");
        if (adminPort != null) {
            checkPort("--admin-port", adminPort);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        filter.forEach((name, value) -> settings.put(name.strip(), value.strip()));
        settings.putIfAbsent("handshakeAuth", handshakeAuth);
        return new GatewayOptions(
                new Listen(
                        address,
                        port,
                        Optional.ofNullable(certificate).map(chain -> new Certificate(chain, key)),
                        behindProxy),
                upstream(),
                settings,
                admin(),
                threads,
                drain);
    }

    private Optional<Admin> admin() {
        if (adminPort == null) {
            check(adminPasswordFile == null, "--admin-password-file needs --admin-port");
            return Optional.empty();
        }
        try {
            return Optional.of(new Admin(new InetSocketAddress(adminAddress, adminPort), password()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--admin-address: " + e.getMessage() + ", see --admin-password-file");
        }
    }

    private Optional<String> password() {
        if (adminPasswordFile == null) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(adminPasswordFile)) {
            Optional<String> password = lines.findFirst().map(String::strip).filter(line -> !line.isEmpty());
            check(password.isPresent(), "--admin-password-file: there is no password in the first line");
            return password;
        } catch (IOException | UncheckedIOException e) {
            throw new ParameterException(
                    spec.commandLine(), "--admin-password-file: " + adminPasswordFile + " cannot be read");
        }
    }

    private Panel upstream() {
        try {
            return new Panel(
                    panel,
                    Optional.ofNullable(trusted),
                    Optional.ofNullable(panelHost),
                    panelTimeout,
                    panelConnections,
                    Optional.ofNullable(keyHeader));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--panel: " + e.getMessage());
        }
    }

    private void checkPort(String name, int number) {
        check(number >= 0 && number <= 65_535, name + " is not between 0 and 65535");
    }

    private void check(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
