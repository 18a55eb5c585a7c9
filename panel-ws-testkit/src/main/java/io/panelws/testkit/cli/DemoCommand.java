package io.panelws.testkit.cli;

import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.panel.SamplePanel;
import io.panelws.testkit.panel.SamplePanelOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code panel-ws demo}: panel and node in one process. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a sample panel on a free port of 127.0.0.1, lets a node poll and push a few rounds, and sums up.",
            "Exit status 0 only when every exchange went over WebSocket and was answered with a status below 400."
        })
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many rounds. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Rounds.NoConnectionException, InterruptedException {
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds is not positive");
        }
        verbosity.apply();
        PrintWriter out = spec.commandLine().getOut();
        SamplePanelOptions options = SamplePanelOptions.DEFAULT;
        try (SamplePanel panel = SamplePanel.start(options)) {
            out.println(
                    "Sample panel on " + panel.wsUrl() + ", " + options.users().size() + " users");
            NodeOptions nodeOptions = NodeOptions.overWebSocket(panel.wsUrl(), "vless", 1, options.token());
            try (Rounds node = new Rounds(nodeOptions, 1, true, out)) {
                for (int round = 1; round <= rounds; round++) {
                    out.println("Round " + round);
                    node.run();
                }
                return summary(node.tally(), panel);
            }
        }
    }

    private int summary(Tally tally, SamplePanel panel) {
        boolean success = tally.isSuccess() && tally.isAllOverWebSocket();
        PrintWriter out = spec.commandLine().getOut();
        out.println(tally.summary());
        out.println("The panel booked " + panel.store().pushes() + " pushes for " + rounds + " rounds.");
        out.println(
                success
                        ? "It works: every exchange went over WebSocket. Connections: " + tally.connections() + "."
                        : "It does not work: see the lines above.");
        return success ? 0 : 1;
    }
}
