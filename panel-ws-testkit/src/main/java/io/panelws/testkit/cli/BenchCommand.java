package io.panelws.testkit.cli;

import io.panelws.testkit.bench.Bench;
import io.panelws.testkit.bench.BenchPlan;
import io.panelws.testkit.bench.BenchResult;
import io.panelws.testkit.bench.BenchTarget;
import io.panelws.testkit.bench.CannotConnectException;
import io.panelws.testkit.node.NodeOptions;
import io.panelws.testkit.report.BenchText;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code panel-ws bench}: one panel, two transports, the same load. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures a panel over WebSocket and over HTTP, and compares.",
            "",
            "Nodes ask as V2bX nodes do (settings, users, who is online; with entity tags, so that most answers are 304),"
                    + " over one kept connection each, in short rounds that alternate between the transports:"
                    + " WebSocket, HTTP, HTTP, WebSocket, ... Each pair of rounds gives a ratio; the spread of the ratios"
                    + " says how far to trust it. A warm-up of each transport is not counted.",
            "",
            "Without --rate a node asks again as soon as it has its answer: the most that so many nodes can get. With"
                    + " --rate requests are due at fixed times and latencies count from then, so that a panel that"
                    + " stands still for a second shows as one: that is the way to measure latencies.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:no request failed",
            "1:some requests failed",
            "2:wrong usage",
            "3:no connection, or the panel refuses the first request",
            "70:panel-ws itself failed"
        },
        footer = {
            "",
            "Example, with the sample panel in another terminal:",
            "  panel-ws panel",
            "  panel-ws bench --url ws://127.0.0.1:51821 --token secret \\",
            "    --nodes 20 --duration 60s --rate 2000 --report-html bench.html"
        })
final class BenchCommand implements Callable<Integer> {

    private static final int IN_FLIGHT = 4;
    private static final Duration LEAST_WARM_UP = Duration.ofSeconds(5);

    @Mixin
    private PanelAddress panel;

    @Option(
            names = "--node-ids",
            paramLabel = "IDS",
            description = "Which nodes to be: 1-20 or 3,7,12, taken in turn where there are more nodes than numbers."
                    + " Default: from --node-id on, one for each node.")
    private NodeIds nodeIds;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many nodes, a thread and a connection each; at most 1000. Default: ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(
            names = "--generation",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "1 for nodes that ask one request at a time, 2 for nodes that have several in flight on their one"
                            + " WebSocket, and over HTTP on as many connections. Default: ${DEFAULT-VALUE}.")
    private int generation;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description =
                    "How many requests a node of generation 2 has in flight, a thread for each; at most 1000 of all"
                            + " nodes. Default: 4.")
    private Integer inFlight;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "The measured time of all rounds together: 30s, 5m. Default: ${DEFAULT-VALUE}.")
    private Duration duration;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Requests a second of all nodes together. Default: as many as can be had.")
    private Double rate;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many measured rounds of each transport. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            description =
                    "The length of each transport's warm-up, 0s for none. Default: as long as a round, 5s at least.")
    private Duration warmUp;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long a request may take. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Option(
            names = "--allow-writes",
            description =
                    "Let nodes also push traffic (1, 2, 3, ... bytes for the first three users, no amount twice) and"
                            + " report them online. A REAL PANEL BILLS AND SHOWS IT.")
    private boolean writes;

    @Mixin
    private ReportFiles.OfBench files;

    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        BenchPlan plan = plan();
        files.check(spec.commandLine());
        BenchTarget target = target();
        verbosity.apply();
        try (CtrlC ctrlC = CtrlC.watched()) {
            BenchResult result = run(target, plan);
            boolean stopped = ctrlC.finish();
            PrintWriter out = files.forPeople(spec.commandLine());
            out.print(BenchText.of(result));
            out.flush();
            files.write(spec.commandLine(), result);
            return stopped ? CtrlC.STATUS : result.isWithoutErrors() ? 0 : Failures.FAILED;
        } catch (CannotConnectException e) {
            Failures.tell(spec.commandLine(), e.getMessage());
            return Failures.NO_CONNECTION;
        }
    }

    private BenchResult run(BenchTarget target, BenchPlan plan)
            throws IOException, CannotConnectException, InterruptedException {
        try (BenchProgress progress = BenchProgress.to(spec.commandLine().getErr(), files.openHdr())) {
            return Bench.run(target, plan, progress);
        }
    }

    private BenchPlan plan() {
        OptionalDouble pace = rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
        try {
            int atOnce = inFlight != null ? inFlight : generation == 2 ? IN_FLIGHT : 1;
            BenchPlan plan = new BenchPlan(nodes, duration, rounds, Duration.ZERO, pace, writes, generation, atOnce);
            return plan.withWarmUp(warmUp == null ? atLeast(plan.round(), LEAST_WARM_UP) : warmUp);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private BenchTarget target() {
        NodeOptions node = panel.node(timeout);
        NodeIds ids = nodeIds == null ? NodeIds.from(node.nodeId(), nodes) : nodeIds;
        return new BenchTarget(node, ids.list());
    }

    private static Duration atLeast(Duration value, Duration least) {
        return value.compareTo(least) < 0 ? least : value;
    }
}
