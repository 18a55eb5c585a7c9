package io.panelws.testkit.cli;

import io.panelws.testkit.node.NodeOptions;
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
            "Exit status 1 when an exchange had no answer, or one with a status of 400 or more, or when nothing went"
                    + " over WebSocket."
        })
final class NodeCommand implements Callable<Integer> {

    @Mixin
    private PanelAddress panel;

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
            node.trouble().ifPresent(spec.commandLine().getErr()::println);
            return node.tally().isSuccess() && !node.tally().isNothingOverWebSocket() ? 0 : 1;
        }
    }

    private NodeOptions options() {
        if (rounds < 0) {
            throw new ParameterException(spec.commandLine(), "--rounds is negative");
        }
        return panel.node(Terminal.ofProcess(), NodeOptions.DEFAULT_TIMEOUT);
    }
}
