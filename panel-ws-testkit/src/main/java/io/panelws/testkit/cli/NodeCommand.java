package io.panelws.testkit.cli;

import io.panelws.testkit.node.NodeOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code panel-ws node}: polls and pushes. */
@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Polls a panel and pushes to it, as a V2bX node does: over one WebSocket, over plain HTTP when that fails.",
            "Each round asks for the settings, the users and who is online, then pushes invented traffic of the first"
                    + " three users: a real panel bills it. Prints a line for each exchange:",
            "  transport, method, path, status, size of the body, time.",
            "Exit status 1 when an exchange had no answer, or one with a status of 400 or more."
        })
final class NodeCommand implements Callable<Integer> {

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            description = "The panel: ws://host:port or wss://host:port, with a path where the panel has one."
                    + " The fallback is the same address over HTTP.")
    private URI url;

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
            required = true,
            defaultValue = "${env:PANEL_WS_TOKEN}",
            description =
                    "The secret that the panel knows. Default: the environment's PANEL_WS_TOKEN, which other users"
                            + " of the machine cannot read from the list of processes.")
    private String token;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "From the end of a round to the next: 500ms, 60s, 5m. Default: ${DEFAULT-VALUE}.")
    private Duration interval;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many rounds, 0 for no end. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        NodeOptions options = options();
        verbosity.apply();
        try (Rounds node = new Rounds(options, spec.commandLine().getOut())) {
            node.run();
            for (int round = 1; round != rounds; round++) {
                TimeUnit.MILLISECONDS.sleep(interval.toMillis());
                node.run();
            }
            spec.commandLine().getOut().println(node.tally().summary());
            return node.tally().isSuccess() ? 0 : 1;
        }
    }

    private NodeOptions options() {
        if (rounds < 0) {
            throw new ParameterException(spec.commandLine(), "--rounds is negative");
        }
        try {
            return NodeOptions.overWebSocket(url, nodeType, nodeId, token);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--url: " + e.getMessage(), e);
        }
    }
}
