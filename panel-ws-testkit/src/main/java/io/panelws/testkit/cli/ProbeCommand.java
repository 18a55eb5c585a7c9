package io.panelws.testkit.cli;

import io.panelws.testkit.conformance.CannotConnectException;
import io.panelws.testkit.conformance.CaseResult;
import io.panelws.testkit.conformance.Conformance;
import io.panelws.testkit.conformance.ConformanceCase;
import io.panelws.testkit.conformance.ProbeOptions;
import io.panelws.testkit.conformance.Profile;
import io.panelws.testkit.conformance.Verdict;
import io.panelws.testkit.report.ConsoleReport;
import io.panelws.testkit.report.Outcome;
import io.panelws.testkit.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code panel-ws probe}: the conformance cases at a terminal. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Checks whether a panel honours the node protocol: connects as a node, case by case, and says what is not as"
                    + " it must or should be.",
            "It asks for settings, users and who is online. It reports traffic and addresses only"
                    + " with --allow-writes: a real panel bills them."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every MUST that was checked is kept (with --strict, every SHOULD too)",
            "1:a MUST is broken (with --strict, or a SHOULD)",
            "2:wrong usage, or no case is called so",
            "3:no connection, or the panel refuses the node",
            "70:panel-ws itself failed"
        },
        footer = {
            "",
            "Example, with the sample panel in another terminal:",
            "  panel-ws panel",
            "  panel-ws probe --url ws://127.0.0.1:51821 --token secret",
            "  panel-ws probe --url ws://127.0.0.1:51821 --token secret --case P-10 -v"
        })
final class ProbeCommand implements Callable<Integer> {

    @Mixin
    private PanelAddress panel;

    @Option(names = "--list", description = "List the cases and end: no panel is needed.")
    private boolean list;

    @Option(
            names = "--case",
            paramLabel = "ID",
            completionCandidates = CaseIds.class,
            description = "Run only cases whose id is or begins so: P-10, P-10/etag-spelling, bad-input. Repeatable.")
    private List<String> cases = new ArrayList<>();

    @Option(
            names = "--allow-writes",
            description =
                    "Run the cases that report traffic of the first user (less than 1 MB each) and addresses, too.")
    private boolean allowWrites;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "protocol",
            description =
                    "protocol: the rules for every panel. panel-ws: these, and what panel-ws makes of bad input. For all cases"
                            + " that --case does not name. Default: ${DEFAULT-VALUE}.")
    private String profile;

    @Option(
            names = "--slow",
            description =
                    "Run the cases that wait, too: 75 seconds together, for a connection that rests as between polls.")
    private boolean slow;

    @Option(names = "--strict", description = "A broken SHOULD is a failure as well.")
    private boolean strict;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long the panel may take for an answer: 500ms, 10s. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Option(
            names = {"-v", "--verbose", "--wire-log"},
            description = "Print what went over the wire in cases that failed, the token masked.")
    private boolean wireLog;

    @Mixin
    private ReportFiles.OfProbe files;

    @Spec
    private CommandSpec spec;

    /** For the shell's completion. */
    static final class CaseIds implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Conformance.cases().stream().map(ConformanceCase::id).iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        List<ConformanceCase> selected = profile().cases(cases);
        if (selected.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no case is called " + String.join(" or ", cases));
        }
        if (list) {
            selected.forEach(c -> spec.commandLine().getOut().println(ConsoleReport.line(c)));
            return 0;
        }
        files.check(spec.commandLine());
        ProbeOptions options =
                ProbeOptions.of(panel.node(timeout)).withTimeout(timeout).withWrites(allowWrites);
        if (slow) {
            options = options.withSlow(ProbeOptions.SLOW);
        }
        try (CtrlC ctrlC = CtrlC.watched()) {
            return probe(options, selected, ctrlC);
        } catch (CannotConnectException e) {
            Failures.tell(spec.commandLine(), e.getMessage());
            return Failures.NO_CONNECTION;
        }
    }

    private Profile profile() {
        return switch (profile) {
            case "protocol" -> Profile.PROTOCOL;
            case "panel-ws" -> Profile.PANEL_WS;
            default -> throw new ParameterException(spec.commandLine(), "--profile is protocol or panel-ws");
        };
    }

    private int probe(ProbeOptions options, List<ConformanceCase> selected, CtrlC ctrlC) throws IOException {
        Report none = new Report(options.node().wsUrl().toString(), Instant.now(), strict, List.of());
        List<CaseResult> results = new ArrayList<>();
        try {
            run(options, selected, none, results);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean stopped = ctrlC.finish();
        if (stopped) {
            Terminal.leaveCtrlC(spec.commandLine().getErr());
        }
        int ran = results.size();
        selected.stream().skip(ran).map(ProbeCommand::notRun).forEach(results::add);
        Report report = new Report(none.panel(), none.at(), strict, results);
        PrintWriter out = files.forPeople(spec.commandLine());
        out.println();
        out.println(report.summary());
        if (stopped) {
            out.println("stopped after " + ran + " of " + selected.size() + " cases");
        }
        files.write(spec.commandLine(), report);
        return stopped ? CtrlC.STATUS : report.count(Outcome.FAILED) == 0 ? 0 : Failures.FAILED;
    }

    private void run(ProbeOptions options, List<ConformanceCase> selected, Report none, List<CaseResult> results)
            throws IOException, InterruptedException {
        PrintWriter out = files.forPeople(spec.commandLine());
        ConsoleReport console = new ConsoleReport(this::painted);
        Conformance conformance = new Conformance(options);
        CtrlC.interruptibly(() -> {
            conformance.connect();
            return conformance;
        });
        for (ConformanceCase c : selected) {
            CaseResult result = CtrlC.interruptibly(() -> conformance.run(c));
            results.add(result);
            out.println(console.lines(none, result));
            if (wireLog && result.isFailure(true)) {
                result.wireLog().forEach(line -> out.println("           " + line));
            }
            out.flush();
        }
    }

    private static CaseResult notRun(ConformanceCase c) {
        return new CaseResult(c, new Verdict.Skipped("not run: the probe was stopped"), List.of(), Duration.ZERO);
    }

    private String painted(Outcome outcome, String word) {
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        String style =
                switch (outcome) {
                    case PASSED -> "green";
                    case FAILED -> "bold,red";
                    case WARNING -> "yellow";
                    case FOLLOWS, SKIPPED -> "faint";
                };
        return ansi.string("@|" + style + " " + word + "|@");
    }
}
