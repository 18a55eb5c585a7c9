package io.panelws.testkit.cli;

import io.panelws.testkit.bench.Bench;
import io.panelws.testkit.bench.BenchPlan;
import io.panelws.testkit.bench.BenchResult;
import io.panelws.testkit.bench.BenchTarget;
import io.panelws.testkit.bench.CannotConnectException;
import io.panelws.testkit.bench.TextReport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
        footer = {
            "",
            "Example, with the sample panel in another terminal:",
            "  java -jar panel-ws.jar panel",
            "  java -jar panel-ws.jar bench --url ws://127.0.0.1:51821 --token secret \\",
            "    --nodes 20 --duration 60s --rate 2000 --report-html bench.html",
            "",
            "Exit status: 0 no request failed, 1 some did, 2 wrong usage, 3 the panel cannot be reached or refuses the"
                    + " first request, 70 an error of the bench itself."
        })
final class BenchCommand implements Callable<Integer> {

    private static final int OWN_ERROR = 70;
    private static final int CANNOT_CONNECT = 3;

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            description = "The panel: ws://host:port or wss://host:port, with a path where nodes connect on one.")
    private URI url;

    @Option(
            names = "--http-url",
            paramLabel = "URL",
            description = "The same panel over HTTP. Default: the address of --url with http or https.")
    private URI httpUrl;

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
            names = "--node-type",
            paramLabel = "TYPE",
            defaultValue = "vless",
            description = "The kind of node, as the panel calls it. Default: ${DEFAULT-VALUE}.")
    private String nodeType;

    @Option(
            names = "--node-ids",
            paramLabel = "IDS",
            description =
                    "Which nodes to be, numbers of the panel such as 1-20 or 3,7,12; taken in turn where there are"
                            + " more nodes than numbers. Default: 1 to the number of nodes.")
    private NodeIds nodeIds;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many nodes, a thread and a connection each; at most 1000. Default: ${DEFAULT-VALUE}.")
    private int nodes;

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
    private BenchFiles files;

    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        BenchPlan plan = checked(this::plan);
        BenchTarget target = checked(this::target);
        checked(files::check);
        verbosity.apply();
        try {
            BenchResult result = run(target, plan);
            spec.commandLine().getOut().print(TextReport.of(result));
            spec.commandLine().getOut().flush();
            files.write(result);
            return result.isWithoutErrors() ? 0 : 1;
        } catch (CannotConnectException e) {
            return failed(e.getMessage(), CANNOT_CONNECT);
        } catch (IOException | RuntimeException e) {
            return failed("the bench failed: " + e, OWN_ERROR);
        }
    }

    private BenchResult run(BenchTarget target, BenchPlan plan)
            throws IOException, CannotConnectException, InterruptedException {
        BenchProgress progress = BenchProgress.to(spec.commandLine().getErr());
        try (BenchListeners listeners = new BenchListeners(progress, files.openHdr())) {
            return Bench.run(target, plan, listeners);
        }
    }

    private int failed(String sentence, int status) {
        spec.commandLine().getErr().println("panel-ws: " + sentence);
        return status;
    }

    private BenchPlan plan() {
        OptionalDouble pace = rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
        BenchPlan plan = new BenchPlan(nodes, duration, rounds, Duration.ZERO, pace, writes);
        return plan.withWarmUp(warmUp == null ? atLeast(plan.round(), Duration.ofSeconds(5)) : warmUp);
    }

    private BenchTarget target() {
        NodeIds ids = nodeIds == null ? NodeIds.upTo(nodes) : nodeIds;
        String address = url.toString();
        boolean isWs = address.startsWith("ws");
        URI http = httpUrl == null && isWs ? URI.create("http" + address.substring("ws".length())) : httpUrl;
        return new BenchTarget(url, http == null ? url : http, nodeType, ids.list(), token, timeout);
    }

    private <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static Duration atLeast(Duration value, Duration least) {
        return value.compareTo(least) < 0 ? least : value;
    }
}
