package io.panelws.testkit.cli;

import io.panelws.testkit.node.NodeOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

    /** The node; asks for the token where nobody has given one. */
    NodeOptions node(Terminal terminal, Duration timeout) {
        if (url == null) {
            throw usage("Missing required option: '--url=URL'");
        }
        try {
            // Before anybody is asked for anything.
            NodeOptions unnamed = withHttpUrl(NodeOptions.overWebSocket(url, nodeType, nodeId, ""));
            String secret = Optional.ofNullable(token)
                    .filter(given -> !given.isBlank())
                    .or(() -> terminal.askSecret("Token of the panel: "))
                    .orElseThrow(() -> usage("there is no token: set PANEL_WS_TOKEN or give --token"));
            return unnamed.withToken(secret).withTimeout(timeout);
        } catch (IllegalArgumentException e) {
            throw usage("--url: " + e.getMessage());
        }
    }

    private NodeOptions withHttpUrl(NodeOptions node) {
        try {
            return httpUrl == null ? node : node.withApiUrl(httpUrl);
        } catch (IllegalArgumentException e) {
            throw usage("--http-url: " + e.getMessage());
        }
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
