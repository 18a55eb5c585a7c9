package io.panelws.testkit.cli;

import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.wire.Tls;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options that say which panel, and as which node. */
final class PanelAddress {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The panel, required: ws://host:port or wss://host:port, with a path where the panel has one.")
    private URI url;

    @Option(
            names = "--http-url",
            paramLabel = "URL",
            description = "The same panel over HTTP: http://host:port. Default: host, port and path of --url.")
    private URI httpUrl;

    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            description =
                    "For wss and https: trust the certificates in this file, PEM, and no others. They are those of"
                            + " authorities, or the panel's own. Default: what Java trusts.")
    private Path authorities;

    @Option(
            names = {"-k", "--insecure"},
            description = "For wss and https: trust whoever answers. Whoever is in between can read the token.")
    private boolean insecure;

    @Option(
            names = "--node-type",
            paramLabel = "TYPE",
            defaultValue = "vless",
            description = "The kind of node, as the panel calls it. Default: ${DEFAULT-VALUE}.")
    private String nodeType;

    @Option(
            names = "--node-id",
            paramLabel = "ID",
            defaultValue = "1",
            description = "The panel's number for the node. Default: ${DEFAULT-VALUE}.")
    private int nodeId;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:PANEL_WS_TOKEN}",
            description =
                    "The secret that the panel knows. Default: the environment's PANEL_WS_TOKEN; without it you are"
                            + " asked. Both keep it from the list of processes, which other users of the machine can read.")
    private String token;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** The node; asks for the token where nobody has given one, when all else is right. */
    NodeOptions node(Duration timeout) {
        check(url != null, "--url is missing");
        check(!timeout.isZero(), "--timeout is not positive");
        NodeOptions node = node().withTimeout(timeout).withTls(tls());
        if (token == null || token.isBlank()) {
            // Kept, so that it is masked wherever something goes wrong.
            token = Terminal.askSecret("Token of the panel: ")
                    .orElseThrow(() -> usage("there is no token: set PANEL_WS_TOKEN or give --token"));
        }
        return node.withToken(token);
    }

    private NodeOptions node() {
        NodeOptions node;
        try {
            node = NodeOptions.overWebSocket(url, nodeType, nodeId, "");
        } catch (IllegalArgumentException e) {
            throw usage("--url: " + e.getMessage());
        }
        try {
            return httpUrl == null ? node : node.withApiUrl(httpUrl);
        } catch (IllegalArgumentException e) {
            throw usage("--http-url: " + e.getMessage());
        }
    }

    private Tls tls() {
        if (authorities == null) {
            return insecure ? Tls.insecure() : Tls.SYSTEM;
        }
        check(!insecure, "--cacert and --insecure say different things: give one");
        check(Files.isReadable(authorities), "--cacert: there is no file " + authorities + " that can be read");
        try {
            return Tls.trusting(authorities);
        } catch (IOException e) {
            throw usage("--cacert: " + e.getMessage());
        }
    }

    private void check(boolean right, String otherwise) {
        if (!right) {
            throw usage(otherwise);
        }
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /** Without the words of {@link URISyntaxException}: they hold the URL, and a URL may hold a secret. */
    static final class UrlConverter implements ITypeConverter<URI> {

        @Override
        public URI convert(String text) {
            try {
                return new URI(text);
            } catch (URISyntaxException e) {
                throw new TypeConversionException("a URL, as ws://host:port or http://host:port");
            }
        }
    }
}
