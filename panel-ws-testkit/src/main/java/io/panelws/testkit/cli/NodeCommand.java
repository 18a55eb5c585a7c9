package io.panelws.testkit.cli;

import io.panelws.testkit.node.NodeOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code panel-ws node}: polls, and pushes when it may. */
@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Polls a panel as a V2bX node does: over one WebSocket, over plain HTTP when that fails.",
            "Each round asks for the settings, the users and who is online; with --allow-writes it then pushes invented"
                    + " traffic of the first three users and reports them online. Prints a line for each exchange:",
            "  transport, method, path, status, size of the body, time.",
            "Ctrl-C ends it with a summary."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all was answered, with a status below 400, and something over WebSocket",
            "1:an exchange had no answer, or one with a status of 400 or more, or nothing went over WebSocket",
            "2:wrong usage",
            "3:no connection",
            "70:panel-ws itself failed"
        },
        footer = {
            "",
            "Is a panel set up right? For example:",
            "  panel-ws node --url ws://127.0.0.1:51821 --node-id 1 --rounds 1"
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

    @Option(
            names = "--generation",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "1 for a node that sends one request after another; 2 for one whose messages have ids, and that"
                            + " answers when the panel asks for traffic. Default: ${DEFAULT-VALUE}.")
    private int generation;

    @Option(
            names = "--allow-writes",
            description = "Also push traffic (1 kB up and 10 kB down for the first user, twice and three times that for"
                    + " the next two) and report them online, in each round. A REAL PANEL BILLS AND SHOWS IT.")
    private boolean writes;

    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        check(rounds >= 0, "--rounds is negative");
        check(generation == 1 || generation == 2, "--generation is neither 1 nor 2");
        NodeOptions options = panel.node(NodeOptions.DEFAULT_TIMEOUT);
        verbosity.apply();
        try (CtrlC ctrlC = CtrlC.watched();
                Rounds node = new Rounds(
                        options, generation, writes, spec.commandLine().getOut())) {
            try {
                run(node);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Rounds.NoConnectionException e) {
                Failures.tell(spec.commandLine(), e.getMessage());
                return Failures.NO_CONNECTION;
            }
            boolean stopped = ctrlC.finish();
            if (stopped) {
                Terminal.leaveCtrlC(spec.commandLine().getErr());
            }
            print(node);
            return stopped ? CtrlC.STATUS : node.isRight() ? 0 : Failures.FAILED;
        }
    }

    private void print(Rounds node) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(node.tally().summary());
        if (!writes) {
            out.println("No traffic was pushed: --allow-writes does.");
        }
        out.flush();
        node.trouble().ifPresent(spec.commandLine().getErr()::println);
    }

    private void run(Rounds node) throws Rounds.NoConnectionException, InterruptedException {
        node.run();
        for (int round = 1; round != rounds; round++) {
            TimeUnit.MILLISECONDS.sleep(interval.toMillis());
            node.run();
        }
    }

    private void check(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
